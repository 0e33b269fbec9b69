package org.sr4j.models.engine.vector.kernel;

/** Chooses the kernel of a convolution. */
public final class KernelSelector {

  private KernelSelector() {}

  /** The fastest kernel that computes this convolution. */
  public static ConvolutionKernel select(ConvolutionSpec spec) {
    if (spec.inputs() >= 12 && WinogradKernel.computes(spec)) {
      return new WinogradKernel(spec, new WinogradTile4());
    }
    return new PatchKernel(spec);
  }
}
