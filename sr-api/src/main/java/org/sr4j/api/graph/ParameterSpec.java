package org.sr4j.api.graph;

import java.util.Arrays;

/**
 * What a weight or buffer is made from.
 *
 * @param layout order of the axes in memory
 * @param init initial values
 * @param fileShape shape in PyTorch's order, as files hold it
 */
public record ParameterSpec(Layout layout, Init init, long... fileShape) {

  public ParameterSpec {
    fileShape = fileShape.clone();
    if (layout != Layout.PLAIN && layout.memoryFromFile().length != fileShape.length) {
      throw new IllegalArgumentException(layout + " of shape " + Arrays.toString(fileShape));
    }
  }

  /** A parameter whose axes are the same in file and memory. */
  public static ParameterSpec plain(Init init, long... shape) {
    return new ParameterSpec(Layout.PLAIN, init, shape);
  }

  @Override
  public long[] fileShape() {
    return fileShape.clone();
  }

  public long[] memoryShape() {
    return layout.memoryShape(fileShape);
  }

  /** Number of values. */
  public int elements() {
    long product = 1;
    for (long size : fileShape) {
      product *= size;
    }
    return Math.toIntExact(product);
  }
}
