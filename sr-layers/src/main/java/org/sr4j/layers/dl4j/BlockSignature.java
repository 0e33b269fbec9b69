package org.sr4j.layers.dl4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Resolution;
import org.sr4j.layers.graph.ParameterStore;

/**
 * What DL4J must know of a block before its first picture: found by writing its graphs once, over
 * arrays that are thrown away.
 *
 * @param parameters weights, then biases, then buffers, each in the order in which the graph asks
 *     for them: the order of DL4J's flat vector and of its files
 */
record BlockSignature(List<BlockInput> inputs, List<ParameterSlot> parameters, BlockOutput output) {

  static BlockSignature of(Block block) {
    return OutsideWorkspaces.call(() -> writeOnce(block));
  }

  private static BlockSignature writeOnce(Block block) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 0)) {
      Probe probe = new Probe(block.layer());
      block.write(probe, store, Phase.TRAINING);
      NetworkGraph graph = block.write(probe, store, Phase.INFERENCE);
      List<BlockInput> inputs = inputs(graph, block.scale());
      BlockOutput output = BlockOutput.measure(block, graph, inputs, probe.output);
      return new BlockSignature(inputs, slots(block.id(), store), output);
    }
  }

  private static List<BlockInput> inputs(NetworkGraph graph, int scale) {
    List<BlockInput> inputs = new ArrayList<>();
    graph
        .inputs()
        .forEach(
            (name, transform) -> {
              long channels = graph.graph().getVariable(name).placeholderShape()[1];
              inputs.add(
                  new BlockInput(
                      name,
                      (int) channels,
                      transform == InputTransform.BICUBIC
                          ? Resolution.INPUT.times(scale)
                          : Resolution.INPUT));
            });
    return List.copyOf(inputs);
  }

  private static List<ParameterSlot> slots(String id, ParameterStore store) {
    List<ParameterSlot> slots =
        store.parameters().stream()
            .map(ParameterSlot::of)
            .sorted(Comparator.comparing(ParameterSlot::kind))
            .toList();
    long keys = slots.stream().map(ParameterSlot::key).distinct().count();
    if (keys < slots.size()) {
      throw new GraphException(
          Problem.cannot("name the parameters for DL4J")
              .at(id)
              .got(slots.stream().map(ParameterSlot::name).collect(Collectors.joining(", ")))
              .expected("names that differ by more than underscore and hyphen"));
    }
    return slots;
  }

  /** The arrays by placeholder name, as the graph's operations want them. */
  Map<String, INDArray> placeholders(List<INDArray> arrays, DataType type, ArrayPool pool) {
    Map<String, INDArray> values = new HashMap<>();
    for (int i = 0; i < arrays.size(); i++) {
      values.put(inputs.get(i).name(), pool.contiguous(arrays.get(i), type));
    }
    return values;
  }

  /** Declares the parameters to DL4J, which knows weights and biases: buffers follow the biases. */
  void define(SDLayerParams params) {
    for (ParameterSlot slot : parameters) {
      if (slot.kind() == ParameterSlot.Kind.WEIGHT) {
        params.addWeightParam(slot.key(), slot.shape());
      } else {
        params.addBiasParam(slot.key(), slot.shape());
      }
    }
  }

  boolean isBuffer(String key) {
    return kind(key) == ParameterSlot.Kind.BUFFER;
  }

  /**
   * @throws GraphException if there is no such parameter
   */
  ParameterSlot.Kind kind(String key) {
    for (ParameterSlot slot : parameters) {
      if (slot.key().equals(key)) {
        return slot.kind();
      }
    }
    throw new GraphException(
        Problem.cannot("find the parameter")
            .got(key)
            .expected(parameters.stream().map(ParameterSlot::key).toList()));
  }

  /** Number of trained values: they come first in the flat vector. */
  long trainedLength() {
    return parameters.stream()
        .filter(slot -> slot.kind() != ParameterSlot.Kind.BUFFER)
        .mapToLong(ParameterSlot::length)
        .sum();
  }

  /** Sees what a layer returns. */
  private static final class Probe implements Layer {

    private final Layer layer;
    private Feature output;

    Probe(Layer layer) {
      this.layer = layer;
    }

    @Override
    public Feature define(GraphScope scope, Feature... inputs) {
      output = layer.define(scope, inputs);
      return output;
    }
  }
}
