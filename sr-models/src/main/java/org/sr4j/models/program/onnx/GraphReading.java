package org.sr4j.models.program.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * What is known of a graph while its nodes are read in order: values that operations make, weights,
 * and numbers that the host computes beforehand.
 */
final class GraphReading {

  private final int opset;
  private final Probes probes = new Probes();
  private final ShuffleReading shuffles = new ShuffleReading();
  private final GroupNormReading groupNorms = new GroupNormReading();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final Map<String, HostValue> hostValues = new LinkedHashMap<>();
  private final List<String> computed = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Operation> makers = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  /**
   * @param opset version of the operators' meaning
   * @param reserved names of the file, which no new value may take
   */
  GraphReading(int opset, Set<String> reserved) {
    this.opset = opset;
    names.addAll(reserved);
  }

  int opset() {
    return opset;
  }

  Probes probes() {
    return probes;
  }

  /** Pixel shuffles written as three steps. */
  ShuffleReading shuffles() {
    return shuffles;
  }

  /** Normalisations of groups written as three steps. */
  GroupNormReading groupNorms() {
    return groupNorms;
  }

  List<Operation> operations() {
    return operations;
  }

  Map<String, Tensor> constants() {
    return constants;
  }

  /** A graph input of these shapes for the probes. */
  void addInput(String name, long[] first, long[] second) {
    requireNew(name);
    probes.put(name, first, second);
    computed.add(name);
  }

  void addConstant(Tensor tensor) {
    requireNew(tensor.name());
    constants.put(tensor.name(), tensor);
    probes.constant(tensor);
  }

  void addHost(String name, HostValue value) {
    requireNew(name);
    hostValues.put(name, value);
  }

  /** Adds an operation to the program. */
  void emit(Operation operation) {
    requireNew(operation.output());
    probes.add(operation);
    operations.add(operation);
    computed.add(operation.output());
    makers.put(operation.output(), operation);
  }

  /** Names of the inputs and of what operations have made so far. */
  List<String> computed() {
    return computed;
  }

  /** The operation that makes a value; none for inputs and weights. */
  Optional<Operation> maker(String name) {
    return Optional.ofNullable(makers.get(name));
  }

  /** A weight that is not in the file. */
  String constant(String wanted, long[] shape, float... values) {
    Tensor tensor = new Tensor(fresh(wanted), shape, values);
    addConstant(tensor);
    return tensor.name();
  }

  /** A name that nothing has. */
  String fresh(String wanted) {
    String name = wanted;
    for (int i = 1; !names.add(name); i++) {
      name = wanted + "." + i;
    }
    return name;
  }

  /** Name of a value that operations read: an input, a weight, or an operation's output. */
  String value(OnnxNode node, int input) {
    String name = node.input(input);
    if (probes.knows(name)) {
      return name;
    }
    HostValue host = hostValues.get(name);
    if (host == null) {
      throw unknown(name);
    }
    double[] numbers = host.doubles();
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers[i];
    }
    return constant(name, host.scalar() ? new long[0] : new long[] {values.length}, values);
  }

  /** Whether an input is a number known beforehand rather than a value of the program. */
  boolean isHost(OnnxNode node, int input) {
    return node.has(input) && hostValues.containsKey(node.input(input));
  }

  /** Whether an input is a weight. */
  boolean isConstant(OnnxNode node, int input) {
    return node.has(input) && constants.containsKey(node.input(input));
  }

  /**
   * A weight.
   *
   * @throws MalformedException if the input is computed
   */
  Tensor constant(OnnxNode node, int input) {
    Tensor tensor = constants.get(node.input(input));
    if (tensor == null) {
      throw new MalformedException("a computed input " + node.input(input), "a weight of the file");
    }
    return tensor;
  }

  /**
   * Numbers known beforehand.
   *
   * @throws MalformedException if the input is computed from pixels, or of many numbers
   */
  HostValue host(OnnxNode node, int input) {
    String name = node.input(input);
    HostValue host = hostValues.get(name);
    if (host != null) {
      return host;
    }
    Tensor tensor = constants.get(name);
    if (tensor == null) {
      throw probes.knows(name)
          ? new MalformedException("an input " + name + " computed from pixels", "numbers")
          : unknown(name);
    }
    if (tensor.shape().length > 1 || tensor.data().length > HostValue.MAX_LENGTH) {
      throw new MalformedException(tensor.toString(), "a few numbers");
    }
    return HostValue.of(tensor.data(), tensor.shape().length == 0);
  }

  /** One number that is in the file. */
  float scalar(OnnxNode node, int input) {
    double[] value = host(node, input).doubles();
    if (value.length != 1) {
      throw new MalformedException(value.length + " numbers " + node.input(input), "one");
    }
    return (float) value[0];
  }

  int rank(String name) {
    return probes.rank(name);
  }

  /** An axis from 0. */
  int axis(long axis, String name) {
    return axis(axis, rank(name));
  }

  static int axis(long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw new MalformedException("axis " + axis, "one of " + rank);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  private void requireNew(String name) {
    if (name.isEmpty()) {
      throw new MalformedException("a value without a name", "a name");
    }
    if (probes.knows(name) || hostValues.containsKey(name)) {
      throw new MalformedException("two values " + name, "one");
    }
  }

  private MalformedException unknown(String name) {
    if (shuffles.names().contains(name)) {
      return new MalformedException(
          name + " of six axes", "a pixel shuffle: reshape, transpose, reshape");
    }
    return new MalformedException("an input " + name + " that nothing before makes", null);
  }

  /** Axes from 0, ascending. */
  List<Integer> axes(long[] given, int rank) {
    return Arrays.stream(given).mapToObj(a -> axis(a, rank)).distinct().sorted().toList();
  }
}
