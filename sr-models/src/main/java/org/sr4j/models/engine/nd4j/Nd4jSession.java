package org.sr4j.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Tensor;

/**
 * A network on ND4J: a plan per size, made when the size first occurs. Weights are read in every
 * run, where the network keeps them.
 */
final class Nd4jSession implements Session {

  private final FormGraphs graphs;
  private final PlanCache plans;
  private boolean closed;

  Nd4jSession(InferenceNetwork network, long cacheBytes) {
    graphs = new FormGraphs(network);
    plans = new PlanCache(cacheBytes);
  }

  @Override
  public Signature signature(Form form) {
    checkOpen();
    return graphs.sample(form).signature();
  }

  /**
   * @throws EngineException if the session is closed, an input is missing or unknown, or an output
   *     is unknown
   */
  @Override
  public List<Tensor> run(Form form, Map<String, Tensor> inputs, List<String> outputs) {
    checkOpen();
    NetworkGraph sample = graphs.sample(form);
    NetworkGraph graph = graphFor(form, sample, inputs);
    List<String> variables =
        outputs.stream().map(name -> OutputNames.translate(name, sample, graph)).toList();
    checkInputs(graph, inputs);
    ExecutionPlan plan = plan(graph, inputs, variables);
    Map<String, INDArray> arrays = arrays(inputs);
    try {
      return read(plan.run(arrays), variables, outputs);
    } finally {
      arrays.values().forEach(INDArray::close);
    }
  }

  private NetworkGraph graphFor(Form form, NetworkGraph sample, Map<String, Tensor> inputs) {
    String picture = sample.inputs().keySet().iterator().next();
    Tensor tensor = inputs.get(picture);
    if (tensor == null || tensor.shape().length != 4) {
      throw new EngineException(
          Problem.cannot("run the network")
              .at(picture)
              .got(tensor == null ? "no such input among " + inputs.keySet() : tensor)
              .expected("a picture [N,C,H,W]"));
    }
    long[] shape = tensor.shape();
    Size size = new Size(Math.toIntExact(shape[2]), Math.toIntExact(shape[3]));
    return graphs.of(form, shape[0], size);
  }

  private static void checkInputs(NetworkGraph graph, Map<String, Tensor> inputs) {
    inputs.forEach(
        (name, tensor) -> {
          SDVariable variable = graph.graph().getVariable(name);
          if (variable == null || !variable.isPlaceHolder()) {
            throw new EngineException(
                Problem.cannot("run the network")
                    .at(name)
                    .got("no input of this name")
                    .expected(graph.graph().inputs()));
          }
          long[] declared = variable.placeholderShape();
          if (declared != null && !matches(declared, tensor.shape())) {
            throw new EngineException(
                Problem.cannot("run the network")
                    .at(name)
                    .got(tensor)
                    .expected(Arrays.toString(declared) + ", -1 being any size"));
          }
        });
  }

  private static boolean matches(long[] declared, long[] shape) {
    if (declared.length != shape.length) {
      return false;
    }
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] < 1 || (declared[i] >= 0 && declared[i] != shape[i])) {
        return false;
      }
    }
    return true;
  }

  private ExecutionPlan plan(
      NetworkGraph graph, Map<String, Tensor> inputs, List<String> variables) {
    Map<String, List<Long>> sizes = new TreeMap<>();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    inputs.forEach(
        (name, tensor) -> {
          sizes.put(name, LongStream.of(tensor.shape()).boxed().toList());
          shapes.put(name, tensor.shape());
        });
    return plans.get(
        new PlanCache.Key(graph, sizes, variables),
        () -> {
          graphs.keepOnly(plans.graphs(), graph);
          return ExecutionPlan.compile(
              graph.graph(), variables, shapes, graph.parameters(), ExecutionPlan.Parameters.LIVE);
        });
  }

  private static Map<String, INDArray> arrays(Map<String, Tensor> inputs) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    inputs.forEach(
        (name, tensor) -> arrays.put(name, HostValues.array(tensor.data(), tensor.shape())));
    return arrays;
  }

  private static List<Tensor> read(
      Map<String, INDArray> values, List<String> variables, List<String> names) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      INDArray value = values.get(variables.get(i));
      tensors.add(new Tensor(names.get(i), value.shape(), HostValues.read(value)));
    }
    return tensors;
  }

  private void checkOpen() {
    if (closed) {
      throw new EngineException(Problem.cannot("run the network").got("a closed session"));
    }
  }

  /** Native memory of the plans that are kept, in bytes. */
  long bytes() {
    return plans.bytes();
  }

  /** Number of sizes that have a plan. */
  int plans() {
    return plans.size();
  }

  @Override
  public void close() {
    closed = true;
    plans.close();
  }
}
