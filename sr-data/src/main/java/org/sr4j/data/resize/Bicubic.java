package org.sr4j.data.resize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.image.Quantisation;

/**
 * Bicubic resizing by whole factors, bit for bit as the tools that made the field's low-resolution
 * images.
 *
 * <p>Shrinking a side of n samples by s leaves {@code ceil(n / s)}. Colour planes and alpha are
 * resized alike and separately. Work is spread over the common fork-join pool; the result does not
 * depend on the number of threads.
 *
 * @param kernel the cubic
 * @param border samples outside the picture
 * @param antialias whether shrinking widens the kernel
 * @param rounding between and after the two dimensions
 */
public record Bicubic(CubicKernel kernel, Border border, boolean antialias, Rounding rounding) {

  /** {@code imresize(uint8 image)} of MATLAB: makes the published LR files of Set5 and Set14. */
  public static final Bicubic MATLAB =
      new Bicubic(new CubicKernel(-0.5), Border.MIRROR, true, Rounding.AFTER_EACH_DIMENSION);

  /** {@code imresize(double image)} of MATLAB. */
  public static final Bicubic MATLAB_FLOAT = MATLAB.withRounding(Rounding.NONE);

  /** {@code torch.nn.functional.interpolate(mode="bicubic", align_corners=False)}. */
  public static final Bicubic PYTORCH =
      new Bicubic(new CubicKernel(-0.75), Border.CLAMP, false, Rounding.NONE);

  private static final int MOST_SAMPLES = Integer.MAX_VALUE - 8; // of a Java array

  public Bicubic withBorder(Border other) {
    return new Bicubic(kernel, other, antialias, rounding);
  }

  public Bicubic withRounding(Rounding other) {
    return new Bicubic(kernel, border, antialias, other);
  }

  /**
   * {@code W x H -> ceil(W/s) x ceil(H/s)}, depth and alpha kept.
   *
   * @throws ImageException if {@code factor} is less than 1
   */
  public Pixels down(Pixels picture, int factor) {
    return resize(picture, check(factor), true);
  }

  /**
   * {@code W x H -> sW x sH}, depth and alpha kept.
   *
   * @throws ImageException if {@code factor} is less than 1 or the result is more than an array can
   *     hold
   */
  public Pixels up(Pixels picture, int factor) {
    return resize(picture, check(factor), false);
  }

  /**
   * {@code W x H -> ceil(W/s) x ceil(H/s)} of an 8-bit picture, rounded after each dimension.
   *
   * @throws ImageException if {@code factor} is less than 1 or this resizes without rounding
   */
  public BytePlanes down(BytePlanes picture, int factor) {
    if (rounding == Rounding.NONE) {
      throw new ImageException(
          Problem.cannot("resize a picture of bytes")
              .got("rounding " + rounding)
              .expected(Rounding.AFTER_EACH_DIMENSION));
    }
    int width = outputLength(picture.width(), check(factor), true);
    int height = outputLength(picture.height(), factor, true);
    byte[][] out = new byte[picture.channels()][width * height];
    List<Plane> inputs = new ArrayList<>();
    List<Plane> outputs = new ArrayList<>();
    for (int c = 0; c < out.length; c++) {
      inputs.add(new Plane.Bytes(picture.plane(c), picture.width()));
      outputs.add(new Plane.Bytes(out[c], width));
    }
    resampler(picture.width(), picture.height(), factor, true, 255).resize(inputs, outputs);
    return new BytePlanes(width, height, out);
  }

  private Pixels resize(Pixels picture, int factor, boolean shrink) {
    checkOutput(picture, factor, shrink);
    int width = outputLength(picture.width(), factor, shrink);
    int height = outputLength(picture.height(), factor, shrink);
    int maxSample = rounding == Rounding.NONE ? 0 : Quantisation.maxSample(picture.bitDepth());
    List<Plane> inputs = new ArrayList<>();
    List<Plane> outputs = new ArrayList<>();
    float[][] planes = new float[picture.channels()][width * height];
    for (int c = 0; c < planes.length; c++) {
      inputs.add(plane(picture.plane(c), picture.width(), maxSample));
      outputs.add(plane(planes[c], width, maxSample));
    }
    Optional<float[]> alpha = picture.alpha().map(a -> new float[width * height]);
    alpha.ifPresent(a -> outputs.add(plane(a, width, maxSample)));
    picture.alpha().ifPresent(a -> inputs.add(plane(a, picture.width(), maxSample)));
    resampler(picture.width(), picture.height(), factor, shrink, maxSample).resize(inputs, outputs);
    return Pixels.of(width, height, planes, alpha.orElse(null), picture.bitDepth());
  }

  private Resampler resampler(int width, int height, int factor, boolean shrink, int maxSample) {
    return new Resampler(
        contributions(height, factor, shrink),
        contributions(width, factor, shrink),
        border,
        width,
        height,
        maxSample);
  }

  /** The taps along a side of {@code length} samples. */
  Contributions contributions(int length, int factor, boolean shrink) {
    double q = shrink ? 1.0 / factor : factor;
    return Contributions.of(outputLength(length, factor, shrink), q, kernel, antialias);
  }

  private static Plane plane(float[] data, int width, int maxSample) {
    return maxSample == 0
        ? new Plane.Floats(data, width)
        : new Plane.QuantisedFloats(data, width, maxSample);
  }

  private static int outputLength(int length, int factor, boolean shrink) {
    return shrink ? (length - 1) / factor + 1 : length * factor;
  }

  private static void checkOutput(Pixels picture, int factor, boolean shrink) {
    double samples = (double) picture.width() * picture.height() * factor * factor;
    if (!shrink && samples > MOST_SAMPLES) {
      throw new ImageException(
          Problem.cannot("resize the picture")
              .got(picture.width() + "x" + picture.height() + " pixels times " + factor)
              .expected("at most " + MOST_SAMPLES + " output pixels"));
    }
  }

  private static int check(int factor) {
    if (factor < 1) {
      throw new ImageException(
          Problem.cannot("resize the picture").got("factor " + factor).expected("at least 1"));
    }
    return factor;
  }
}
