package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Transposed convolution (deconvolution), {@code [N,inChannels,H,W] -> [N,outChannels,H',W']} with
 * {@code H' = (H - 1) * stride - 2 * padding + kernel + outputPadding}: the gradient of a
 * convolution with respect to its input, in PyTorch's conventions. The resolution of the result is
 * the input's times the stride, which is right where H' = stride * H.
 *
 * <p>Weights: {@code weight [I,O,k,k]}, {@code bias [O]}.
 *
 * @param inChannels I
 * @param outChannels O
 * @param kernel side of the kernel in pixels
 * @param stride step in output pixels
 * @param padding pixels cut off on every side
 * @param outputPadding pixels added at the lower and right side; negative to cut off more
 * @param bias whether a bias is added
 * @param init initial values of the kernel
 */
public record TransposedConv2d(
    int inChannels,
    int outChannels,
    int kernel,
    int stride,
    int padding,
    int outputPadding,
    boolean bias,
    KernelInit init)
    implements Layer {

  /**
   * @throws org.sr4j.api.error.OptionsException if a number is out of its range
   */
  public TransposedConv2d {
    OptionCheck check = new OptionCheck("TransposedConv2d");
    check.positive("inChannels", inChannels);
    check.positive("outChannels", outChannels);
    check.positive("kernel", kernel);
    check.positive("stride", stride);
    check.atLeast("padding", padding, 0);
    if (outputPadding >= stride || 2 * padding - outputPadding >= kernel) {
      throw check.refuse(
          "outputPadding", outputPadding, "less than the stride, and pixels left to cut off");
    }
  }

  /**
   * The one that multiplies height and width by {@code stride} exactly: {@code padding =
   * ceil((kernel - stride) / 2)}.
   */
  public static TransposedConv2d enlarging(
      int inChannels, int outChannels, int kernel, int stride) {
    int padding = Math.max(0, (kernel - stride + 1) / 2);
    return new TransposedConv2d(
        inChannels,
        outChannels,
        kernel,
        stride,
        padding,
        stride - kernel + 2 * padding,
        true,
        KernelInit.TORCH_DEFAULT);
  }

  public TransposedConv2d withoutBias() {
    return new TransposedConv2d(
        inChannels, outChannels, kernel, stride, padding, outputPadding, false, init);
  }

  public TransposedConv2d withInit(KernelInit other) {
    return new TransposedConv2d(
        inChannels, outChannels, kernel, stride, padding, outputPadding, bias, other);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, inChannels);
    // PyTorch takes the fan-in of the stored weight's second axis.
    int fanIn = outChannels * kernel * kernel;
    SDVariable weight =
        scope.weight(
            "weight",
            new ParameterSpec(
                Layout.TRANSPOSED,
                init.kernel(fanIn, inChannels * kernel * kernel),
                inChannels,
                outChannels,
                kernel,
                kernel));
    DeConv2DConfig config =
        DeConv2DConfig.builder().kH(kernel).kW(kernel).sH(stride).sW(stride).build();
    SDVariable whole = scope.graph().cnn().deconv2d(x.variable(), weight, config);
    SDVariable cut = cut(whole);
    SDVariable y =
        bias
            ? cut.add(
                scope
                    .weight("bias", ParameterSpec.plain(init.bias(fanIn), outChannels))
                    .reshape(1, outChannels, 1, 1))
            : cut;
    return x.with(y, outChannels, x.resolution().times(stride));
  }

  /** Pixels {@code padding} to {@code length - padding + outputPadding} of the whole result. */
  private SDVariable cut(SDVariable whole) {
    int end = outputPadding - padding;
    SDVariable extended = end > 0 ? extend(whole, end) : whole;
    if (padding == 0 && end >= 0) {
      return extended;
    }
    int open = end < 0 ? 0b0011 : 0b1111;
    return whole
        .getSameDiff()
        .stridedSlice(
            extended,
            new long[] {0, 0, padding, padding},
            new long[] {0, 0, Math.min(end, 0), Math.min(end, 0)},
            new long[] {1, 1, 1, 1},
            0b0011,
            open,
            0,
            0,
            0);
  }

  private static SDVariable extend(SDVariable whole, int pixels) {
    int[][] zeros = {{0, 0}, {0, 0}, {0, pixels}, {0, pixels}};
    return whole
        .getSameDiff()
        .nn()
        .pad(whole, whole.getSameDiff().constant(Nd4j.createFromArray(zeros)), 0);
  }
}
