package org.sr4j.layers.dl4j;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;

/**
 * Forward and backward passes of a block on DL4J's parameters: what the layer and the vertex have
 * in common. Not thread-safe, like the networks it serves.
 */
final class BlockRunner implements AutoCloseable {

  /** Graphs kept for layers that need one per size; each holds a copy of the parameters. */
  private static final int MAX_GRAPHS = 8;

  private record Key(List<Integer> channels, Phase phase, BatchForm form, Size size) {}

  private final Block block;
  private final BlockSignature declared;
  private final BlockInputs inputs;
  private final DataType type;
  private final Map<String, INDArray> parameters = new HashMap<>();
  private final Map<Key, BlockGraph> graphs =
      new LinkedHashMap<>(MAX_GRAPHS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, BlockGraph> eldest) {
          boolean tooMany = size() > MAX_GRAPHS;
          if (tooMany) {
            eldest.getValue().close();
          }
          return tooMany;
        }
      };

  /**
   * @param where the layer's name, for messages; may be null
   */
  BlockRunner(BlockSignatures signatures, String where, DataType type) {
    this.block = signatures.block();
    this.declared = signatures.declared();
    this.inputs = new BlockInputs(signatures, where);
    this.type = type;
  }

  /**
   * @param views of DL4J's flat vector, by DL4J's parameter name
   */
  void bind(Map<String, INDArray> views) {
    declared.parameters().forEach(slot -> parameters.put(slot.name(), views.get(slot.key())));
  }

  /**
   * @param arrays one per input, {@code [N,C,H,W]}
   * @return the output in the workspace for activations
   */
  INDArray forward(boolean training, List<INDArray> arrays, LayerWorkspaceMgr workspaces) {
    BlockSignature signature = inputs.check(arrays);
    try (ArrayPool pool = new ArrayPool()) {
      INDArray output =
          OutsideWorkspaces.call(
              () ->
                  graph(training, arrays)
                      .forward(parameters, signature.placeholders(arrays, type, pool), pool));
      return workspaces.dup(ArrayType.ACTIVATIONS, output, 'c');
    }
  }

  /**
   * Writes gradients of the weights, and for each buffer the difference that DL4J will subtract
   * from it.
   *
   * @param epsilon gradient of the loss with respect to the output
   * @param gradients views of DL4J's flat gradient, by DL4J's parameter name
   * @return gradients of the inputs in the workspace for them
   */
  INDArray[] backward(
      List<INDArray> arrays,
      INDArray epsilon,
      Map<String, INDArray> gradients,
      LayerWorkspaceMgr workspaces) {
    BlockSignature signature = inputs.check(arrays);
    try (ArrayPool pool = new ArrayPool()) {
      Map<String, INDArray> results =
          OutsideWorkspaces.call(
              () ->
                  graph(true, arrays)
                      .backward(
                          parameters,
                          signature.placeholders(arrays, type, pool),
                          pool.contiguous(epsilon, type),
                          pool));
      signature.parameters().forEach(slot -> write(slot, results, gradients.get(slot.key())));
      INDArray[] epsilons = new INDArray[arrays.size()];
      for (int i = 0; i < epsilons.length; i++) {
        INDArray gradient = results.get(signature.inputs().get(i).name());
        epsilons[i] =
            gradient == null
                ? workspaces.create(ArrayType.ACTIVATION_GRAD, type, arrays.get(i).shape(), 'c')
                : workspaces.dup(ArrayType.ACTIVATION_GRAD, gradient, 'c');
      }
      return epsilons;
    }
  }

  private void write(ParameterSlot slot, Map<String, INDArray> results, INDArray target) {
    INDArray result = results.get(slot.name());
    if (result == null) {
      target.assign(0);
    } else if (slot.kind() == ParameterSlot.Kind.BUFFER) {
      // DL4J subtracts what the (no-op) updater leaves of the gradient: old - (old - new) = new.
      target.assign(parameters.get(slot.name())).subi(result);
    } else {
      target.assign(result);
    }
  }

  private BlockGraph graph(boolean training, List<INDArray> arrays) {
    INDArray first = arrays.get(0);
    List<Integer> channels = inputs.channels(arrays);
    Phase phase = training ? Phase.TRAINING : Phase.INFERENCE;
    BatchForm form = !training && first.size(0) == 1 ? BatchForm.SINGLE : BatchForm.ANY;
    Key anySize = new Key(channels, phase, form, null);
    BlockGraph graph = graphs.get(anySize);
    if (graph != null) {
      return graph;
    }
    Size size = new Size((int) first.size(2), (int) first.size(3));
    Key thisSize = new Key(channels, phase, form, size);
    graph = graphs.get(thisSize);
    if (graph == null) {
      graph = BlockGraph.write(block.withChannels(channels), type, phase, form, size);
      graphs.put(graph.sizeSpecific() ? thisSize : anySize, graph);
    }
    return graph;
  }

  @Override
  public void close() {
    graphs.values().forEach(BlockGraph::close);
    graphs.clear();
  }
}
