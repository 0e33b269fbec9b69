package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Convolution, {@code [N,inChannels,H,W] -> [N,outChannels,H',W']}: {@code y_o = b_o + sum_i W_oi *
 * x_i}, a cross-correlation as in every deep-learning framework. {@code H' = H} at stride 1 with
 * {@link Padding#SAME}; otherwise {@code H' = floor((H + 2p - dilation * (kernel - 1) - 1) /
 * stride) + 1}, and the resolution of the result is the input's divided by the stride.
 *
 * <p>Weights: {@code weight [O,I/groups,k,k]}, {@code bias [O]}.
 *
 * @param inChannels I
 * @param outChannels O
 * @param kernel side of the kernel in pixels; odd with {@link Padding#SAME}
 * @param stride step in pixels
 * @param padding zeros around the input
 * @param dilation distance of the kernel's taps in pixels
 * @param groups output block q sees input block q only
 * @param bias whether a bias is added
 * @param init initial values of the kernel
 */
public record Conv2d(
    int inChannels,
    int outChannels,
    int kernel,
    int stride,
    Padding padding,
    int dilation,
    int groups,
    boolean bias,
    KernelInit init)
    implements FoldableConvolution {

  /**
   * @throws org.sr4j.api.error.OptionsException if a number is below 1, groups do not divide the
   *     channels, or a kernel that keeps the size is even
   */
  public Conv2d {
    OptionCheck check = new OptionCheck("Conv2d");
    check.positive("inChannels", inChannels);
    check.positive("outChannels", outChannels);
    check.positive("stride", stride);
    check.positive("dilation", dilation);
    padding.check(check, kernel);
    check.divides("groups", groups, inChannels, "input channels");
    check.divides("groups", groups, outChannels, "output channels");
  }

  /** Stride 1, size kept, with bias, PyTorch's default initial values. */
  public Conv2d(int inChannels, int outChannels, int kernel) {
    this(inChannels, outChannels, kernel, 1, Padding.SAME, 1, 1, true, KernelInit.TORCH_DEFAULT);
  }

  public Conv2d withoutBias() {
    return new Conv2d(
        inChannels, outChannels, kernel, stride, padding, dilation, groups, false, init);
  }

  public Conv2d withStride(int pixels) {
    return new Conv2d(
        inChannels, outChannels, kernel, pixels, padding, dilation, groups, bias, init);
  }

  public Conv2d withPadding(Padding other) {
    return new Conv2d(inChannels, outChannels, kernel, stride, other, dilation, groups, bias, init);
  }

  public Conv2d withDilation(int pixels) {
    return new Conv2d(inChannels, outChannels, kernel, stride, padding, pixels, groups, bias, init);
  }

  public Conv2d withGroups(int number) {
    return new Conv2d(
        inChannels, outChannels, kernel, stride, padding, dilation, number, bias, init);
  }

  public Conv2d withInit(KernelInit other) {
    return new Conv2d(
        inChannels, outChannels, kernel, stride, padding, dilation, groups, bias, other);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, inChannels);
    return convolve(x, weight(scope), bias ? offset(scope) : null);
  }

  @Override
  public Feature defineFolded(GraphScope scope, SDVariable scale, SDVariable shift, Feature x) {
    Inputs.one(this, new Feature[] {x}, inChannels);
    SDVariable folded = bias ? offset(scope).mul(scale).add(shift) : shift;
    return convolve(x, weight(scope).mul(scale), folded);
  }

  private SDVariable weight(GraphScope scope) {
    return scope.weight(
        "weight",
        new ParameterSpec(
            Layout.CONVOLUTION,
            init.kernel(fanIn(), outChannels / groups * kernel * kernel),
            outChannels,
            inChannels / groups,
            kernel,
            kernel));
  }

  private SDVariable offset(GraphScope scope) {
    return scope.weight("bias", ParameterSpec.plain(init.bias(fanIn()), outChannels));
  }

  private Feature convolve(Feature x, SDVariable weight, SDVariable offset) {
    return x.with(
        groups == 1 ? convolve(x.variable(), weight, offset) : grouped(x, weight, offset),
        outChannels,
        x.resolution().dividedBy(stride));
  }

  private int fanIn() {
    return inChannels / groups * kernel * kernel;
  }

  /** SameDiff has no grouped convolution: one convolution per group, joined. */
  private SDVariable grouped(Feature x, SDVariable weight, SDVariable offset) {
    SDVariable[] parts = Channels.split(x.variable(), inChannels, groups);
    SDVariable[] outputs = new SDVariable[groups];
    for (int g = 0; g < groups; g++) {
      outputs[g] = convolve(parts[g], kernel(weight, g), null);
    }
    SDVariable joined = Channels.concat(outputs);
    return offset == null ? joined : joined.add(offset.reshape(1, outChannels, 1, 1));
  }

  private SDVariable kernel(SDVariable weight, int group) {
    int outputs = outChannels / groups;
    int inputs = inChannels / groups;
    return weight
        .getSameDiff()
        .stridedSlice(
            weight,
            new long[] {0, 0, 0, (long) group * outputs},
            new long[] {kernel, kernel, inputs, (group + 1L) * outputs},
            new long[] {1, 1, 1, 1},
            0,
            0,
            0,
            0,
            0);
  }

  private SDVariable convolve(SDVariable x, SDVariable weight, SDVariable offset) {
    int pixels = padding.pixels(kernel, dilation);
    int side = DilatedKernel.side(kernel, dilation);
    Conv2DConfig config =
        Conv2DConfig.builder()
            .kH(side)
            .kW(side)
            .sH(stride)
            .sW(stride)
            .pH(pixels)
            .pW(pixels)
            .build();
    SDVariable spread =
        DilatedKernel.spread(weight, kernel, dilation, inChannels / groups, outChannels / groups);
    return offset == null
        ? x.getSameDiff().cnn().conv2d(x, spread, config)
        : x.getSameDiff().cnn().conv2d(x, spread, offset, config);
  }
}
