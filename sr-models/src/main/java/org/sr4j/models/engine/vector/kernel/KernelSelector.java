package org.sr4j.models.engine.vector.kernel;

/** Chooses the kernel of a convolution. */
public final class KernelSelector {

  private KernelSelector() {}

  /** The fastest kernel that computes this convolution. */
  public static ConvolutionKernel select(ConvolutionSpec spec) {
    return new PatchKernel(spec);
  }
}
