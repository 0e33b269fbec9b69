package org.sr4j.models.engine.vector.kernel;

/** Chooses the kernel of a convolution. */
public final class KernelSelector {

  /** Up to here a lane per tap and output wastes less than a lane per output: measured. */
  private static final int FEW_OUTPUTS = 12;

  /** Minimal filtering computes whole vectors of outputs, but with a quarter of the products. */
  private static final int FEW_OUTPUTS_3X3 = 7;

  /** With fewer inputs the transforms cost more than the products. */
  private static final int WINOGRAD_INPUTS = 12;

  /**
   * Pairs of channels up to which tiles of 6x6 win: measured, 0.7 to 0.9 of the time of 4x4 ones
   * for 16 to 48 channels, the same or worse from 64 on, whose filters then fill the cache. Their
   * rounding errors are twice as large, 2e-6 to 3e-6 of the result's root mean square.
   */
  private static final int WIDE_TILE_PAIRS = 48 * 48;

  private KernelSelector() {}

  /** The fastest kernel that computes this convolution. */
  public static ConvolutionKernel select(ConvolutionSpec spec) {
    if (DepthwiseKernel.computes(spec)) {
      return new DepthwiseKernel(spec);
    }
    boolean winograd = spec.inputs() >= WINOGRAD_INPUTS && WinogradKernel.computes(spec);
    int few = winograd ? FEW_OUTPUTS_3X3 : FEW_OUTPUTS;
    if (spec.outputs() <= few && ShiftAddKernel.computes(spec)) {
      return new ShiftAddKernel(spec);
    }
    return winograd ? new WinogradKernel(spec, tile(spec)) : new PatchKernel(spec);
  }

  private static WinogradTile tile(ConvolutionSpec spec) {
    int pairs = FeatureMap.padded(spec.inputs()) * FeatureMap.padded(spec.outputs());
    return pairs <= WIDE_TILE_PAIRS ? new WinogradTile6() : new WinogradTile4();
  }
}
