package org.sr4j.models.engine.vector.kernel;

/** Chooses the kernel of a convolution. */
public final class KernelSelector {

  /** Up to here a lane per input wastes less than a lane per output. */
  private static final int FEW_OUTPUTS = 9;

  /** Minimal filtering computes whole vectors of outputs, but with a quarter of the products. */
  private static final int FEW_OUTPUTS_3X3 = 3;

  /** With fewer inputs the transforms cost more than the products. */
  private static final int WINOGRAD_INPUTS = 12;

  private KernelSelector() {}

  /** The fastest kernel that computes this convolution. */
  public static ConvolutionKernel select(ConvolutionSpec spec) {
    if (DepthwiseKernel.computes(spec)) {
      return new DepthwiseKernel(spec);
    }
    boolean winograd = spec.inputs() >= WINOGRAD_INPUTS && WinogradKernel.computes(spec);
    int few = winograd ? FEW_OUTPUTS_3X3 : FEW_OUTPUTS;
    boolean lanesFilled = 4 * spec.inputs() >= 3 * FeatureMap.padded(spec.inputs());
    if (spec.outputs() <= few && lanesFilled && FewOutputsKernel.computes(spec)) {
      return new FewOutputsKernel(spec);
    }
    return winograd ? new WinogradKernel(spec, new WinogradTile4()) : new PatchKernel(spec);
  }
}
