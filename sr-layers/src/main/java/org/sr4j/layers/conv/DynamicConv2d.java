package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Broadcast;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Dynamic convolution (Chen et al. 2020, eqs. (2) to (4)), {@code [N,inChannels,H,W] ->
 * [N,outChannels,H,W]}: every sample is convolved with its own mixture of K kernels, {@code y = W *
 * x + b, W = sum_k pi_k W_k, b = sum_k pi_k b_k}. The mixture is {@code pi = softmax(A2 relu(A1
 * mean(x)) / temperature)} over K, of the sample's mean over height and width.
 *
 * <p>A graph for one sample computes W and convolves once. A graph for any batch uses that
 * convolution is linear: it convolves K copies of x, weighted by pi, with the K kernels side by
 * side along the input channels, which is the same sum.
 *
 * <p>Weights: {@code weight [K,O,I,k,k]}, {@code bias [K,O]}, {@code attention.net.0.weight
 * [I/reduction,I,1,1]}, {@code attention.net.2.weight [K,I/reduction,1,1]}.
 *
 * @param inChannels I
 * @param outChannels O
 * @param kernel odd side of the kernels in pixels
 * @param kernels K
 * @param reduction divides the channels of the attention's hidden layer
 * @param temperature flattens the mixture; 30 makes all kernels learn
 */
public record DynamicConv2d(
    int inChannels, int outChannels, int kernel, int kernels, int reduction, double temperature)
    implements Layer {

  /**
   * @throws org.sr4j.api.error.OptionsException if a number is not positive, the kernel is even or
   *     the reduction exceeds the channels
   */
  public DynamicConv2d {
    OptionCheck check = new OptionCheck("DynamicConv2d");
    check.positive("inChannels", inChannels);
    check.positive("outChannels", outChannels);
    check.odd("kernel", kernel);
    check.positive("kernels", kernels);
    check.positive("reduction", reduction);
    check.atLeast("inChannels", inChannels, reduction);
    check.positive("temperature", temperature);
  }

  /** Four kernels, reduction 4, temperature 30. */
  public DynamicConv2d(int inChannels, int outChannels, int kernel) {
    this(inChannels, outChannels, kernel, 4, 4, 30);
  }

  public DynamicConv2d withKernels(int number) {
    return new DynamicConv2d(inChannels, outChannels, kernel, number, reduction, temperature);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, inChannels);
    SDVariable weight =
        scope.weight(
            "weight",
            new ParameterSpec(
                Layout.KERNEL_STACK,
                Init.kaimingUniform(inChannels * kernel * kernel),
                kernels,
                outChannels,
                inChannels,
                kernel,
                kernel));
    SDVariable bias =
        scope.weight("bias", ParameterSpec.plain(Init.normal(1), kernels, outChannels));
    SDVariable mixture = mixture(scope, x);
    SDVariable mixed =
        scope.batch() == BatchForm.SINGLE
            ? aggregated(x.variable(), weight, mixture)
            : stacked(scope, x.variable(), weight, mixture);
    SDVariable offset = mixture.mmul(bias).reshape(-1, outChannels, 1, 1);
    return x.with(mixed.add(offset), outChannels);
  }

  /** pi, {@code [N,K]}. */
  private SDVariable mixture(GraphScope scope, Feature x) {
    int hidden = inChannels / reduction;
    KernelInit init = KernelInit.KAIMING_NORMAL_FAN_OUT;
    Feature mean = scope.globalMean("attention", x);
    Feature squeezed =
        scope.apply(
            new Conv2d(inChannels, hidden, 1).withoutBias().withInit(init),
            "attention.net.0",
            mean);
    Feature scores =
        scope.apply(
            new Conv2d(hidden, kernels, 1).withoutBias().withInit(init),
            "attention.net.2",
            scope.apply(new Relu(), "attention.net.1", squeezed));
    SDVariable logits = scores.variable().reshape(-1, kernels).div(temperature);
    return scope.graph().nn().softmax(logits, 1);
  }

  /** One kernel for the one sample: {@code sum_k pi_k W_k}. */
  private SDVariable aggregated(SDVariable x, SDVariable weight, SDVariable mixture) {
    SDVariable byKernel = weight.reshape(kernel * kernel * inChannels, kernels, outChannels);
    SDVariable sum = byKernel.mul(mixture.reshape(1, kernels, 1)).sum(1);
    return convolve(x, sum.reshape(kernel, kernel, inChannels, outChannels));
  }

  /** {@code sum_k W_k * (pi_k x)} as one convolution of K times I channels, kernel by kernel. */
  private SDVariable stacked(
      GraphScope scope, SDVariable x, SDVariable weight, SDVariable mixture) {
    SDVariable[] copies = new SDVariable[kernels];
    for (int k = 0; k < kernels; k++) {
      copies[k] = Broadcast.multiply(scope, x, share(scope, mixture, k));
    }
    SDVariable kernelMajor =
        weight.permute(0, 1, 3, 2, 4).reshape(kernel, kernel, kernels * inChannels, outChannels);
    return convolve(Channels.concat(copies), kernelMajor);
  }

  /**
   * pi_k, {@code [N,1,1,1]}. A product, because the gradient of a slice that has one value in all,
   * as this one of a single sample, goes to the first element in ND4J 1.0.0-M2.1.
   */
  private SDVariable share(GraphScope scope, SDVariable mixture, int k) {
    float[] unit = new float[kernels];
    unit[k] = 1;
    return mixture.mmul(scope.constant(unit, kernels, 1)).reshape(-1, 1, 1, 1);
  }

  private SDVariable convolve(SDVariable x, SDVariable weight) {
    int pixels = (kernel - 1) / 2;
    Conv2DConfig config =
        Conv2DConfig.builder().kH(kernel).kW(kernel).pH(pixels).pW(pixels).build();
    return x.getSameDiff().cnn().conv2d(x, weight, config);
  }
}
