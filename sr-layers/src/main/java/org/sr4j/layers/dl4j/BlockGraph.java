package org.sr4j.layers.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.MutedOutput;
import org.sr4j.layers.graph.ParameterSource;

/**
 * A block written as a graph of one phase, with arrays of its own for the parameters. Values are
 * copied into them before each run: SameDiff cannot hold views of DL4J's flat vector.
 *
 * <p>Gradients are those of the scalar {@code sum(output * epsilon)}, with epsilon (DL4J's gradient
 * of the loss with respect to the output) a placeholder. Its derivatives are exactly what DL4J asks
 * a layer for.
 */
final class BlockGraph implements AutoCloseable {

  /** SameDiff's name for it. */
  private static final String GRADIENT_FUNCTION = "grad";

  private static final String EPSILON = "dl4j.epsilon";

  private final NetworkGraph network;
  private final SameDiff graph;
  private final String output;
  private final RecyclingSession forward;
  private RecyclingSession backward;

  private BlockGraph(NetworkGraph network) {
    this.network = network;
    this.graph = network.graph();
    this.output = computed(graph.getVariable(network.output())).name();
    this.forward = new RecyclingSession(graph);
  }

  /**
   * @param size of the first input; the graph may turn out to fit this size only
   */
  static BlockGraph write(Block block, DataType type, Phase phase, BatchForm form, Size size) {
    GraphBuilder builder =
        new GraphBuilder(new OwnArrays(type))
            .phase(phase)
            .batch(form)
            .scale(block.scale())
            .lowRes(size);
    return new BlockGraph(builder.build(block.layer(), block.channels()));
  }

  /** The output as the result of an operation, also where a layer hands its input through. */
  private static SDVariable computed(SDVariable variable) {
    return variable.getVariableType() == VariableType.ARRAY ? variable : variable.mul(1.0);
  }

  boolean sizeSpecific() {
    return network.sizeSpecific();
  }

  /**
   * @param parameters values by state-dict name
   * @return the output, which lives until the pool is closed
   */
  INDArray forward(Map<String, INDArray> parameters, Map<String, INDArray> inputs, ArrayPool pool) {
    assign(graph, parameters);
    return forward.run(inputs, Set.of(output), pool).get(output);
  }

  /**
   * Runs forward and backward.
   *
   * @return by name: gradients of inputs and weights (none where the output does not depend on
   *     one), new values of buffers; they live until the pool is closed
   */
  Map<String, INDArray> backward(
      Map<String, INDArray> parameters,
      Map<String, INDArray> inputs,
      INDArray epsilon,
      ArrayPool pool) {
    if (backward == null) {
      backward = new RecyclingSession(differentiate());
    }
    assign(graph, parameters);
    assign(graph.getFunction(GRADIENT_FUNCTION), parameters);
    Map<String, INDArray> placeholders = new HashMap<>(inputs);
    placeholders.put(EPSILON, epsilon);

    Map<String, String> names = new LinkedHashMap<>(network.bufferUpdates());
    for (String variable : differentiated()) {
      SDVariable gradient = graph.getVariable(variable).gradient();
      if (gradient != null) {
        names.put(variable, gradient.name());
      }
    }
    Map<String, INDArray> values = backward.run(placeholders, new TreeSet<>(names.values()), pool);
    Map<String, INDArray> results = new HashMap<>();
    names.forEach((name, variable) -> results.put(name, values.get(variable)));
    return results;
  }

  private SameDiff differentiate() {
    SDVariable out = graph.getVariable(output);
    SDVariable epsilon = graph.placeHolder(EPSILON, out.dataType(), -1, -1, -1, -1);
    graph.setLossVariables(out.mul(epsilon).sum());
    String[] variables = differentiated().toArray(String[]::new);
    return MutedOutput.during(
        () -> {
          graph.createGradFunction(variables);
          return graph.getFunction(GRADIENT_FUNCTION);
        });
  }

  private List<String> differentiated() {
    List<String> names = new ArrayList<>(network.inputs().keySet());
    for (String name : network.parameters().keySet()) {
      if (graph.getVariable(name).getVariableType() == VariableType.VARIABLE) {
        names.add(name);
      }
    }
    return names;
  }

  /** The gradient function may share the graph's arrays or hold copies; both are written. */
  private void assign(SameDiff target, Map<String, INDArray> parameters) {
    for (String name : network.parameters().keySet()) {
      target.getVariable(name).getArr().assign(parameters.get(name));
    }
  }

  /** Frees the parameters' copies. */
  @Override
  public void close() {
    for (INDArray array : network.parameters().values()) {
      if (array.closeable()) {
        array.close();
      }
    }
  }

  /** Arrays for one graph, not yet filled. */
  private record OwnArrays(DataType dataType, Map<String, INDArray> byName)
      implements ParameterSource {

    OwnArrays(DataType dataType) {
      this(dataType, new HashMap<>());
    }

    @Override
    public INDArray array(String name, ParameterSpec spec, boolean trainable) {
      return byName.computeIfAbsent(name, key -> Nd4j.create(dataType, spec.memoryShape()));
    }
  }
}
