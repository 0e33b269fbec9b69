package org.sr4j.layers.conv;

import org.sr4j.api.graph.Init;

/** Initial values of a convolution's kernel; {@code fanIn = I/groups * kH * kW}. */
public enum KernelInit {
  /** PyTorch's default: U(-b, b) with b = 1/sqrt(fanIn). */
  TORCH_DEFAULT,
  /** He et al. 2015: N(0, 2/fanIn). */
  KAIMING_NORMAL_FAN_IN,
  /** He et al. 2015: N(0, 2/fanOut). */
  KAIMING_NORMAL_FAN_OUT,
  /** He et al. 2015: U(-b, b) with b = sqrt(6/fanIn). */
  KAIMING_UNIFORM_FAN_IN,
  /** Glorot and Bengio 2010: U(-b, b) with b = sqrt(6/(fanIn + fanOut)). */
  GLOROT_UNIFORM,
  /** N(0, 0.001^2): the last layer of FSRCNN (Dong et al. 2016). */
  SMALL_NORMAL,
  /** All 0: the last layer of a branch that must not change anything at first. */
  ZEROS;

  /**
   * @param fanIn inputs per output value
   * @param fanOut outputs per input value
   */
  public Init kernel(int fanIn, int fanOut) {
    return switch (this) {
      case TORCH_DEFAULT -> Init.torchDefault(fanIn);
      case KAIMING_NORMAL_FAN_IN -> Init.kaimingNormal(fanIn);
      case KAIMING_NORMAL_FAN_OUT -> Init.kaimingNormal(fanOut);
      case KAIMING_UNIFORM_FAN_IN -> Init.kaimingUniform(fanIn);
      case GLOROT_UNIFORM -> Init.uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
      case SMALL_NORMAL -> Init.normal(0.001);
      case ZEROS -> Init.zeros();
    };
  }

  /** PyTorch's default bias beside its default kernel, zeros beside the others. */
  public Init bias(int fanIn) {
    return this == TORCH_DEFAULT ? Init.torchDefault(fanIn) : Init.zeros();
  }
}
