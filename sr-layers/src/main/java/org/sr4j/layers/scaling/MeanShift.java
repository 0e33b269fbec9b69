package org.sr4j.layers.scaling;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Subtracts or adds the RGB mean of DIV2K, {@code [N,3,H,W] -> [N,3,H,W]}: a 1x1 convolution that
 * begins as the identity with the bias {@code -range * (0.4488, 0.4371, 0.4040)} or its opposite
 * (Lim et al. 2017, EDSR).
 *
 * <p>Parameters: {@code weight [3,3,1,1]}, {@code bias [3]}; buffers if frozen, weights if trained
 * (RCAN and s-LWSR train theirs).
 *
 * @param range white of the picture: 1 or 255
 * @param direction whether the mean is taken off or put back
 * @param trained whether the parameters are trained
 */
public record MeanShift(double range, Direction direction, boolean trained) implements Layer {

  /** What is done with the mean. */
  public enum Direction {
    SUBTRACT,
    ADD
  }

  private static final float[] RGB_MEAN = {0.4488f, 0.4371f, 0.4040f};

  public MeanShift {
    new OptionCheck("MeanShift").positive("range", range);
  }

  /** Takes the mean off; frozen. */
  public static MeanShift subtract(double range) {
    return new MeanShift(range, Direction.SUBTRACT, false);
  }

  /** Puts the mean back; frozen. */
  public static MeanShift add(double range) {
    return new MeanShift(range, Direction.ADD, false);
  }

  /** The same, with trained parameters. */
  public MeanShift asTrained() {
    return new MeanShift(range, direction, true);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, 3);
    float[] bias = new float[3];
    for (int c = 0; c < 3; c++) {
      bias[c] = (float) (direction == Direction.ADD ? range : -range) * RGB_MEAN[c];
    }
    Init identity = Init.values(1, 0, 0, 0, 1, 0, 0, 0, 1);
    SDVariable weight =
        parameter(scope, "weight", new ParameterSpec(Layout.CONVOLUTION, identity, 3, 3, 1, 1));
    SDVariable offset = parameter(scope, "bias", ParameterSpec.plain(Init.values(bias), 3));
    Conv2DConfig config = Conv2DConfig.builder().kH(1).kW(1).build();
    return x.with(scope.graph().cnn().conv2d(x.variable(), weight, offset, config));
  }

  private SDVariable parameter(GraphScope scope, String name, ParameterSpec spec) {
    return trained ? scope.weight(name, spec) : scope.buffer(name, spec);
  }
}
