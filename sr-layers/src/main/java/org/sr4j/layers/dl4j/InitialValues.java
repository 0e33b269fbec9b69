package org.sr4j.layers.dl4j;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.layers.graph.Parameter;
import org.sr4j.layers.graph.ParameterStore;

/** Fills DL4J's parameters with the initial values that a block asks for. */
final class InitialValues {

  private InitialValues() {}

  /**
   * @param views by DL4J's parameter name. The values are a function of the state of ND4J's random
   *     generator, which DL4J seeds when it initialises a network.
   */
  static void assign(Block block, Map<String, INDArray> views) {
    long seed = Nd4j.getRandom().nextLong();
    OutsideWorkspaces.call(
        () -> {
          try (ParameterStore store = new ParameterStore(DataType.FLOAT, seed)) {
            block.writeAll(store);
            for (Parameter parameter : store.parameters()) {
              views.get(ParameterSlot.of(parameter).key()).assign(parameter.array());
            }
          }
          return views;
        });
  }
}
