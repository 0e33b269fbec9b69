package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.ConvolutionKernel;

/** Gives a convolution the weights that were computed in this run. */
public final class WeightsStep extends Step {

  private final ConvolutionKernel kernel;
  private final Slot weight;
  private final Slot bias;
  private final float[] weightValues;
  private final float[] biasValues;

  /**
   * @param weight {@code [O,I/groups,kH,kW]} in C order
   * @param bias in C order, or null
   */
  public WeightsStep(
      String name, ConvolutionKernel kernel, Slot weight, int weights, Slot bias, int biases) {
    super(name, "weights");
    this.kernel = kernel;
    this.weight = weight;
    this.bias = bias;
    this.weightValues = new float[weights];
    this.biasValues = bias == null ? null : new float[biases];
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    System.arraycopy(weight.data(), weight.offset(), weightValues, 0, weightValues.length);
    if (bias != null) {
      System.arraycopy(bias.data(), bias.offset(), biasValues, 0, biasValues.length);
    }
    kernel.weights(weightValues, biasValues);
  }

  @Override
  public long bytes() {
    return 2L * Float.BYTES * weightValues.length;
  }
}
