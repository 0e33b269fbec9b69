package org.sr4j.models.engine.vector.kernel;

/** Chooses the kernel of a convolution. */
public final class KernelSelector {

  /** Up to here a lane per tap and output wastes less than a lane per output: measured. */
  private static final int FEW_OUTPUTS = 12;

  /** Minimal filtering computes whole vectors of outputs, but with a quarter of the products. */
  private static final int FEW_OUTPUTS_3X3 = 7;

  /** Products with all taps of a 5x5 window are more from here on than those of its tiles. */
  private static final int MANY_OUTPUTS_5X5 = 6;

  /** With fewer inputs the transforms cost more than the products. */
  private static final int WINOGRAD_INPUTS = 12;

  /**
   * Most inputs for tiles of 6x6: measured, 0.8 of the time of 4x4 ones for 16 to 64 channels; with
   * more, their filters fill the second-level cache. Their rounding errors are twice as large, 2e-6
   * to 3e-6 of the result's root mean square.
   */
  private static final int WIDE_TILE_INPUTS = 96;

  /**
   * Pixels up to which tiles of 4x4 are as fast: maps and filters fit into the cache together, and
   * the smaller tiles can be shared out among threads more evenly and reach less beyond the edge.
   */
  private static final int SMALL_MAP = 80 * 80;

  private KernelSelector() {}

  /**
   * The fastest kernel that computes this convolution.
   *
   * @param pixels of the map before a shuffle; the kernel computes any size, but is made for this
   */
  public static ConvolutionKernel select(ConvolutionSpec spec, long pixels) {
    if (DepthwiseKernel.computes(spec)) {
      return new DepthwiseKernel(spec);
    }
    boolean winograd = spec.inputs() >= WINOGRAD_INPUTS && WinogradKernel.computes(spec, 3);
    if (spec.inputs() >= WINOGRAD_INPUTS
        && spec.outputs() >= MANY_OUTPUTS_5X5
        && WinogradKernel.computes(spec, 5)) {
      return new WinogradKernel(spec, new WinogradTile4For5());
    }
    int few = winograd ? FEW_OUTPUTS_3X3 : FEW_OUTPUTS;
    if (spec.outputs() <= few && ShiftAddKernel.computes(spec)) {
      return new ShiftAddKernel(spec);
    }
    return winograd ? new WinogradKernel(spec, tile(spec, pixels)) : new PatchKernel(spec);
  }

  private static WinogradTile tile(ConvolutionSpec spec, long pixels) {
    boolean small = isSmall(pixels) && spec.outputs() <= WinogradKernel.BLOCK_OUTPUTS;
    return small || spec.inputs() > WIDE_TILE_INPUTS ? new WinogradTile4() : new WinogradTile6();
  }

  /** Maps of one kind have the same kernels. */
  public static boolean isSmall(long pixels) {
    return pixels <= SMALL_MAP;
  }
}
