package org.sr4j.models.weights.binary;

import java.util.Arrays;

/** What every file format demands of the tensors that it gives. */
public final class TensorRules {

  /** The most elements of one tensor or storage: what a Java array can hold. */
  public static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  private TensorRules() {}

  /**
   * Whether an integer tensor may be skipped: PyTorch's counter of training steps in batch
   * normalisation, which takes no part in any computation. Other integers are refused.
   */
  public static boolean isCounter(String tensorName) {
    return tensorName.equals("num_batches_tracked") || tensorName.endsWith(".num_batches_tracked");
  }

  /**
   * @throws MalformedException if a value is NaN or infinite, for float at least
   */
  public static void checkFinite(String tensorName, long[] shape, float[] values) {
    int bad = Elements.firstNonFinite(values);
    if (bad >= 0) {
      throw new MalformedException(
          values[bad] + " at index " + bad + " of " + tensorName + Arrays.toString(shape),
          "finite floats");
    }
  }
}
