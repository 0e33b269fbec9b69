package org.sr4j.models.engine.vector.kernel;

/**
 * One convolution, ready to run: weights packed, way of computing chosen. Made by {@link
 * KernelSelector}. Runs on any number of threads at once as long as each has its own scratch
 * memory, rows and moment: {@link #weights} must not run beside {@link #rows}.
 */
public interface ConvolutionKernel {

  /**
   * Computes and stores rows {@code [rowBegin, rowEnd)}, counted before a shuffle: row q of a
   * shuffle by r is rows {@code q*r - cutTop .. q*r + r-1 - cutTop} of {@code out}. What lies
   * outside {@code out} is not stored. Each row's values are the same whatever range it is computed
   * in.
   *
   * @param in channels last, {@code inputs} channels with zeros as padding
   * @param out may be planar; must not be {@code in}. The padding channels of a channels-last map
   *     become zero; its border is not touched.
   * @param fused maps to combine with the result
   * @param scratch at least {@link #scratchFloats()} floats that no other thread uses
   */
  void rows(FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch);

  /** Rows that {@link #rows} can compute for an input of {@code height} rows. */
  int rowCount(int height);

  /** Ranges of rows that begin at multiples of this waste no work; others are right too. */
  int rowStep();

  /** Floats that {@link #rows} needs to work in. */
  int scratchFloats();

  /**
   * Replaces the weights (dynamic convolution); allocates nothing.
   *
   * @param weight {@code [outputs, inputs/groups, kH, kW]}
   * @param bias one per output, or null for zeros
   */
  void weights(float[] weight, float[] bias);
}
