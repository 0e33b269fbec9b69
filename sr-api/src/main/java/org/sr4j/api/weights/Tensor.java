package org.sr4j.api.weights;

import java.util.Arrays;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;

/**
 * A named array of 32-bit floats on the heap, in C order.
 *
 * @param shape sizes, outermost first; empty for a scalar
 * @param data values in C order; not copied, not to be changed
 */
public record Tensor(String name, long[] shape, float[] data) {

  /**
   * @throws WeightsException if {@code data} does not fill {@code shape}
   */
  public Tensor {
    if (elements(shape) != data.length) {
      throw new WeightsException(
          Problem.cannot("make a tensor")
              .at(name)
              .got(data.length + " values")
              .expected("shape " + Arrays.toString(shape)));
    }
  }

  /** The product of the sizes, or -1 if one is negative or the product overflows. */
  public static long elements(long[] shape) {
    long product = 1;
    for (long size : shape) {
      if (size < 0 || (size > 0 && product > Long.MAX_VALUE / size)) {
        return -1;
      }
      product *= size;
    }
    return product;
  }

  public Tensor withName(String other) {
    return new Tensor(other, shape, data);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor t
        && name.equals(t.name)
        && Arrays.equals(shape, t.shape)
        && Arrays.equals(data, t.data);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
