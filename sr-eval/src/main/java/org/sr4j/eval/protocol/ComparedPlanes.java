package org.sr4j.eval.protocol;

import java.util.List;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.Luma;
import org.sr4j.eval.metric.Plane;

/**
 * Makes of a picture the planes that a protocol compares: quantised, in {@code [0,255]}, shaved.
 */
record ComparedPlanes(Protocol protocol, int scale) {

  List<Plane> of(Pixels picture, ByteConversion conversion) {
    if (picture.isGrey()) {
      double[] grey = bytes(picture, 0, conversion);
      return planes(picture, grey, grey, grey);
    }
    return planes(
        picture,
        bytes(picture, 0, conversion),
        bytes(picture, 1, conversion),
        bytes(picture, 2, conversion));
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
        .shaved(protocol.shave().pixels(scale));
  }

  private double[] luma(double[] r, double[] g, double[] b) {
    boolean round = protocol.lumaRounding() == LumaRounding.EIGHT_BIT;
    double[] luma = new double[r.length];
    for (int i = 0; i < luma.length; i++) {
      double y = Luma.y(r[i], g[i], b[i]);
      luma[i] = round ? Math.floor(y + 0.5) : y;
    }
    return luma;
  }

  private double[] bytes(Pixels picture, int channel, ByteConversion conversion) {
    float[] samples = picture.plane(channel);
    double[] out = new double[samples.length];
    for (int i = 0; i < out.length; i++) {
      if (Float.isNaN(samples[i])) {
        throw new ImageException(
            Problem.cannot("compare two pictures by protocol " + protocol.id())
                .at("column " + i % picture.width() + ", row " + i / picture.width())
                .got("NaN in channel " + channel)
                .expected("samples in 0..1"));
      }
      out[i] = conversion.apply(samples[i]);
    }
    return out;
  }
}
