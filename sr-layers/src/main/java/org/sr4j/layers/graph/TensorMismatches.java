package org.sr4j.layers.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/** What keeps weights from being those of a network, in words. */
public final class TensorMismatches {

  private TensorMismatches() {}

  /**
   * Every missing, unknown and ill-shaped tensor; none if the weights fit.
   *
   * @param expected shapes in file layout by name
   */
  public static List<String> of(Map<String, long[]> expected, Weights weights) {
    List<String> found = new ArrayList<>();
    expected.forEach(
        (name, wanted) ->
            weights
                .tensor(name)
                .ifPresentOrElse(
                    tensor -> {
                      if (!Arrays.equals(tensor.shape(), wanted)) {
                        found.add(tensor + " should be " + Arrays.toString(wanted));
                      }
                    },
                    () -> found.add(name + Arrays.toString(wanted) + " is missing")));
    for (Tensor tensor : weights.tensors()) {
      if (!expected.containsKey(tensor.name())) {
        found.add(tensor + " is unknown to the network");
      }
    }
    return found;
  }
}
