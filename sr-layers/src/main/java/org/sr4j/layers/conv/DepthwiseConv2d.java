package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Depthwise convolution, {@code [N,C,H,W] -> [N,C,H,W]}: {@code y_c = b_c + W_c * x_c}, every
 * channel with its own kernel (Howard et al. 2017, MobileNets, section 3.1). The size is kept.
 *
 * <p>Weights: {@code weight [C,1,k,k]}, {@code bias [C]}.
 *
 * @param channels C
 * @param kernel odd side of the kernels in pixels
 * @param dilation distance of the kernel's taps in pixels
 * @param bias whether a bias is added
 * @param init initial values of the kernels
 */
public record DepthwiseConv2d(int channels, int kernel, int dilation, boolean bias, KernelInit init)
    implements FoldableConvolution {

  /**
   * @throws org.sr4j.api.error.OptionsException if a number is below 1 or the kernel is even
   */
  public DepthwiseConv2d {
    OptionCheck check = new OptionCheck("DepthwiseConv2d");
    check.positive("channels", channels);
    check.odd("kernel", kernel);
    check.positive("dilation", dilation);
  }

  /** No dilation, with bias, PyTorch's default initial values. */
  public DepthwiseConv2d(int channels, int kernel) {
    this(channels, kernel, 1, true, KernelInit.TORCH_DEFAULT);
  }

  public DepthwiseConv2d withoutBias() {
    return new DepthwiseConv2d(channels, kernel, dilation, false, init);
  }

  public DepthwiseConv2d withDilation(int pixels) {
    return new DepthwiseConv2d(channels, kernel, pixels, bias, init);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    SDVariable offset = bias ? offset(scope) : null;
    return x.with(
        scope.phase() == Phase.TRAINING && dilation > 1
            ? new DilationPhases(channels, kernel, dilation)
                .convolve(x.variable(), weight(scope), offset)
            : convolve(x.variable(), weight(scope), offset));
  }

  @Override
  public Feature defineFolded(GraphScope scope, SDVariable scale, SDVariable shift, Feature x) {
    Inputs.one(this, new Feature[] {x}, channels);
    SDVariable weight = weight(scope).mul(scale.reshape(1, 1, channels, 1));
    SDVariable folded = bias ? offset(scope).mul(scale).add(shift) : shift;
    return x.with(convolve(x.variable(), weight, folded));
  }

  private SDVariable weight(GraphScope scope) {
    return scope.weight(
        "weight",
        new ParameterSpec(
            Layout.DEPTHWISE,
            init.kernel(kernel * kernel, kernel * kernel),
            channels,
            1,
            kernel,
            kernel));
  }

  private SDVariable offset(GraphScope scope) {
    return scope.weight("bias", ParameterSpec.plain(init.bias(kernel * kernel), channels));
  }

  private SDVariable convolve(SDVariable x, SDVariable weight, SDVariable offset) {
    int side = DilatedKernel.side(kernel, dilation);
    int pixels = Padding.SAME.pixels(kernel, dilation);
    Conv2DConfig config = Conv2DConfig.builder().kH(side).kW(side).pH(pixels).pW(pixels).build();
    SDVariable spread = DilatedKernel.spread(weight, kernel, dilation, channels, 1);
    return offset == null
        ? x.getSameDiff().cnn().depthWiseConv2d(x, spread, config)
        : x.getSameDiff().cnn().depthWiseConv2d(x, spread, offset, config);
  }
}
