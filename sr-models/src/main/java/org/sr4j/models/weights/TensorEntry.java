package org.sr4j.models.weights;

import java.util.Arrays;
import org.sr4j.models.weights.binary.ElementType;

/**
 * What a safetensors header says of one tensor.
 *
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
record TensorEntry(String name, ElementType type, long[] shape, long begin, long end) {

  /** Name and shape, as error messages show a tensor. */
  @Override
  public String toString() {
    return name + " " + type + Arrays.toString(shape);
  }
}
