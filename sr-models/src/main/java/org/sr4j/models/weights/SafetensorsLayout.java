package org.sr4j.models.weights;

import java.util.Comparator;
import java.util.List;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.weights.binary.MalformedException;
import org.sr4j.models.weights.binary.TensorRules;

/**
 * The rules for where tensors lie: each fills its bytes exactly, and together they fill the data
 * without hole, overlap or rest.
 */
final class SafetensorsLayout {

  private SafetensorsLayout() {}

  /**
   * @param dataBytes bytes after the header
   * @throws MalformedException if a rule is broken
   */
  static void check(List<TensorEntry> tensors, long dataBytes) {
    tensors.forEach(SafetensorsLayout::checkSize);
    long next = 0;
    for (TensorEntry tensor :
        tensors.stream()
            .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparing(TensorEntry::end))
            .toList()) {
      if (tensor.begin() != next) {
        throw new MalformedException(
            (tensor.begin() < next ? "an overlap" : "a hole")
                + " before "
                + tensor
                + ", which begins at "
                + tensor.begin(),
            "begin " + next);
      }
      next = tensor.end();
    }
    if (next != dataBytes) {
      throw new MalformedException(
          dataBytes + " bytes of data", next + " as the header says; is the file truncated?");
    }
  }

  private static void checkSize(TensorEntry tensor) {
    long elements = Tensor.elements(tensor.shape());
    if (elements < 0 || elements > Long.MAX_VALUE / tensor.type().bytes()) {
      throw new MalformedException("the shape of " + tensor, "sizes whose product is a number");
    }
    if (tensor.begin() < 0 || tensor.end() < tensor.begin()) {
      throw new MalformedException(
          tensor + " at bytes " + tensor.begin() + " to " + tensor.end(), "begin <= end");
    }
    long bytes = elements * tensor.type().bytes();
    if (tensor.end() - tensor.begin() != bytes) {
      throw new MalformedException(
          tensor + " in " + (tensor.end() - tensor.begin()) + " bytes", bytes + " bytes");
    }
    if (tensor.type().floating() && elements > TensorRules.MAX_ELEMENTS) {
      throw new MalformedException(
          tensor + " of " + elements + " values", "at most " + TensorRules.MAX_ELEMENTS);
    }
  }
}
