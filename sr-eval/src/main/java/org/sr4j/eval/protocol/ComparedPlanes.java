package org.sr4j.eval.protocol;

import java.util.List;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.eval.metric.Plane;

/**
 * Makes of a picture the planes that a protocol compares: quantised, in {@code [0,255]}, shaved.
 */
record ComparedPlanes(Protocol protocol, int scale) {

  List<Plane> of(Pixels picture, Quantisation quantisation) {
    if (picture.isGrey()) {
      double[] grey = quantised(picture, 0, quantisation);
      return planes(picture, grey, grey, grey);
    }
    return planes(
        picture,
        quantised(picture, 0, quantisation),
        quantised(picture, 1, quantisation),
        quantised(picture, 2, quantisation));
  }

  private List<Plane> planes(Pixels picture, double[] r, double[] g, double[] b) {
    return switch (protocol.channel()) {
      case Y -> List.of(shaved(picture, luma(r, g, b)));
      case Y_RED_BLUE_SWAPPED -> List.of(shaved(picture, luma(b, g, r)));
      case RGB -> List.of(shaved(picture, r), shaved(picture, g), shaved(picture, b));
    };
  }

  private Plane shaved(Pixels picture, double[] samples) {
    return Plane.of(picture.width(), picture.height(), samples)
        .shaved(protocol.border().pixels(scale));
  }

  private double[] luma(double[] r, double[] g, double[] b) {
    boolean round = protocol.lumaRounding() == LumaRounding.EIGHT_BIT;
    double[] luma = new double[r.length];
    for (int i = 0; i < luma.length; i++) {
      double y = 16 + (65.481 * r[i] + 128.553 * g[i] + 24.966 * b[i]) / 255;
      luma[i] = round ? Math.floor(y + 0.5) : y;
    }
    return luma;
  }

  /**
   * Single precision until the integer is found, as in the scripts that the protocols come from:
   * {@code 255f * (k / 255f)} is exactly {@code k} for every byte, so flooring keeps 8-bit input.
   */
  private double[] quantised(Pixels picture, int channel, Quantisation quantisation) {
    float[] samples = picture.plane(channel);
    double[] out = new double[samples.length];
    for (int i = 0; i < out.length; i++) {
      float scaled = samples[i] * 255f;
      if (Float.isNaN(scaled)) {
        throw new ImageException(
            Problem.cannot("compare two pictures by protocol " + protocol.id())
                .at("column " + i % picture.width() + ", row " + i / picture.width())
                .got("NaN in channel " + channel)
                .expected("samples in 0..1"));
      }
      out[i] = quantisation.apply(Math.min(255f, Math.max(0f, scaled)));
    }
    return out;
  }
}
