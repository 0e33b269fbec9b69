package org.sr4j.layers.resample;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.Lines;

/**
 * High frequencies of a picture, {@code [N,C,H,W] -> [N,C,H,W]}: {@code y = x - G * x}, with G the
 * 5x5 Gaussian of deviation 1, normalised, and the border mirrored without repeating the edge pixel
 * (Zamfir et al. 2023, RT4KSR; DyConvSR has it from there).
 *
 * <p>Height and width must be at least {@value #MIN_SIZE}, for the mirror to have pixels to show; a
 * network pads smaller pictures.
 */
public record GaussianHighPass() implements Layer {

  /** Least height and width of the input. */
  public static final int MIN_SIZE = 3;

  private static final int RADIUS = 2;
  private static final int TAPS = 2 * RADIUS + 1;

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    SDVariable mirrored = mirror(mirror(x.variable(), 2), 3);
    Conv2DConfig config = Conv2DConfig.builder().kH(TAPS).kW(TAPS).build();
    SDVariable low =
        scope.graph().cnn().depthWiseConv2d(mirrored, kernel(scope, x.channels()), config);
    return x.with(x.variable().sub(low));
  }

  private static SDVariable kernel(GraphScope scope, int channels) {
    double[] line = new double[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      line[i] = Math.exp(-0.5 * (i - RADIUS) * (i - RADIUS));
      sum += line[i];
    }
    float[] values = new float[TAPS * TAPS * channels];
    for (int i = 0; i < values.length; i++) {
      int tap = i / channels;
      values[i] = (float) (line[tap / TAPS] * line[tap % TAPS] / (sum * sum));
    }
    return scope.constant(values, TAPS, TAPS, channels, 1);
  }

  /**
   * Two mirrored lines before and behind along {@code axis}. Written with slices, because the
   * gradient of SameDiff's reflecting pad operation is that of zero padding.
   */
  private static SDVariable mirror(SDVariable x, int axis) {
    return x.getSameDiff()
        .concat(axis, line(x, axis, 2), line(x, axis, 1), x, line(x, axis, -2), line(x, axis, -3));
  }

  /** Line {@code index} along {@code axis}, counted from the end if negative. */
  private static SDVariable line(SDVariable x, int axis, int index) {
    return Lines.range(x, axis, index, index + 1);
  }
}
