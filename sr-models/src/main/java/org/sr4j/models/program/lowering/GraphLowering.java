package org.sr4j.models.program.lowering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.program.shape.Dim;

/** Follows a graph operation by operation, for given sizes of its inputs. */
final class GraphLowering {

  final Draft draft = new Draft();
  private final SameDiff graph;
  private final Map<String, INDArray> parameters;
  private final Map<String, Value> values = new HashMap<>();

  GraphLowering(NetworkGraph network) {
    graph = network.graph();
    parameters = network.parameters();
  }

  void define(String variable, Value value) {
    values.put(variable, value);
  }

  /** Lowers what the variables need. */
  void lower(Collection<String> variables) {
    Set<String> needed = needed(variables);
    // The order in which a graph was written is one in which it can run.
    for (SameDiffOp op : graph.getOps().values()) {
      if (needed.contains(op.getOp().getOwnName())) {
        lower(op.getOp());
      }
    }
  }

  /** What became of a variable. */
  Value value(String variable) {
    Value known = values.get(variable);
    return known != null ? known : leaf(variable);
  }

  private Set<String> needed(Collection<String> variables) {
    Set<String> operations = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(variables);
    while (!open.isEmpty()) {
      String name = open.pop();
      String producer = seen.add(name) ? graph.getVariables().get(name).getOutputOfOp() : null;
      if (producer != null && operations.add(producer)) {
        String[] inputs = graph.getOps().get(producer).getOp().argNames();
        open.addAll(inputs == null ? List.of() : Arrays.asList(inputs));
      }
    }
    return operations;
  }

  private void lower(DifferentialFunction op) {
    String output = op.outputVariablesNames()[0];
    Rule rule = Rules.ALL.get(op.opName());
    if (rule == null || op.outputVariablesNames().length > 1) {
      throw unknown(op, output);
    }
    List<String> names = op.argNames() == null ? List.of() : List.of(op.argNames());
    List<Value> inputs = new ArrayList<>();
    names.forEach(name -> inputs.add(value(name)));
    values.put(output, rule.lower(new Node(op, output, names, inputs, draft)));
  }

  private static GraphException unknown(DifferentialFunction op, String output) {
    return new GraphException(
        Problem.cannot("lower the graph to an inference program")
            .at(output)
            .got("the operation " + op.opName() + " (" + op.getClass().getName() + ")")
            .expected(
                "operations that programs have: " + new java.util.TreeSet<>(Rules.ALL.keySet()))
            .advice(
                "Write the layer with these operations in its inference phase, or run the network"
                    + " on the engine nd4j."));
  }

  private Value leaf(String name) {
    SDVariable variable = graph.getVariable(name);
    if (variable == null || variable.getVariableType() == VariableType.ARRAY) {
      throw new GraphException(
          Problem.cannot("lower the graph").at(name).got("no variable that is computed or given"));
    }
    INDArray array = parameters.getOrDefault(name, null);
    if (array == null) {
      array = variable.getArr();
    }
    if (array == null) {
      throw new GraphException(
          Problem.cannot("lower the graph")
              .at(name)
              .got("an input that the network does not list"));
    }
    Value value = array.dataType().isIntType() ? integers(array) : draft.weight(name, array);
    values.put(name, value);
    return value;
  }

  private static Sizes integers(INDArray array) {
    List<Dim> shape = Arrays.stream(array.shape()).mapToObj(Dim::of).toList();
    long[] flat = array.isScalar() ? new long[] {array.getLong(0)} : array.ravel().toLongVector();
    return new Sizes(shape, Arrays.stream(flat).mapToObj(Dim::of).toList());
  }
}
