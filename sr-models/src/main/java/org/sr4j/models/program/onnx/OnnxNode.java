package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.sr4j.models.weights.binary.MalformedException;

/** A node of a file: operator, names, and attributes, each of which somebody must ask for. */
final class OnnxNode {

  private static final int MAX_SMALL = 1 << 16;

  private final NodeProto proto;
  private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  /**
   * @throws MalformedException if it has two attributes of one name
   */
  OnnxNode(NodeProto proto) {
    this.proto = proto;
    for (AttributeProto attribute : proto.getAttributeList()) {
      if (attributes.put(attribute.getName(), attribute) != null) {
        throw new MalformedException("two attributes " + attribute.getName(), "one");
      }
    }
  }

  String operator() {
    return proto.getOpType();
  }

  /** How errors call it. */
  @Override
  public String toString() {
    String name = proto.getName().isEmpty() && !outputs().isEmpty() ? output() : proto.getName();
    return operator() + " \"" + name + "\"";
  }

  List<String> outputs() {
    return proto.getOutputList();
  }

  /**
   * @throws MalformedException if it has none
   */
  String output() {
    if (proto.getOutputCount() == 0 || proto.getOutput(0).isEmpty()) {
      throw new MalformedException("no output", "one");
    }
    return proto.getOutput(0);
  }

  int inputCount() {
    return proto.getInputCount();
  }

  /** Whether an optional input is given. */
  boolean has(int input) {
    return input < proto.getInputCount() && !proto.getInput(input).isEmpty();
  }

  /**
   * @throws MalformedException if it is not given
   */
  String input(int index) {
    if (!has(index)) {
      throw new MalformedException(proto.getInputCount() + " inputs", "input " + (index + 1));
    }
    return proto.getInput(index);
  }

  boolean hasAttribute(String name) {
    return attributes.containsKey(name);
  }

  long integer(String name, long otherwise) {
    return attribute(name, AttributeType.INT).map(AttributeProto::getI).orElse(otherwise);
  }

  /** A size or flag. */
  int small(String name, int otherwise) {
    return small(name, integer(name, otherwise));
  }

  float real(String name, float otherwise) {
    float value = attribute(name, AttributeType.FLOAT).map(AttributeProto::getF).orElse(otherwise);
    if (Float.isNaN(value)) {
      throw new MalformedException(name + " NaN", "a number");
    }
    return value;
  }

  String text(String name, String otherwise) {
    return attribute(name, AttributeType.STRING)
        .map(attribute -> attribute.getS().toStringUtf8())
        .orElse(otherwise);
  }

  Optional<long[]> integers(String name) {
    return attribute(name, AttributeType.INTS)
        .map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
  }

  Optional<float[]> reals(String name) {
    return attribute(name, AttributeType.FLOATS)
        .map(
            a -> {
              float[] values = new float[a.getFloatsCount()];
              for (int i = 0; i < values.length; i++) {
                values[i] = a.getFloats(i);
              }
              return values;
            });
  }

  /**
   * As many sizes as expected.
   *
   * @param otherwise if the attribute is absent
   */
  int[] smalls(String name, int... otherwise) {
    Optional<long[]> given = integers(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    if (given.get().length != otherwise.length) {
      throw new MalformedException(
          name + " " + Arrays.toString(given.get()), otherwise.length + " numbers");
    }
    return Arrays.stream(given.get()).mapToInt(v -> small(name, v)).toArray();
  }

  Optional<TensorProto> tensor(String name) {
    return attribute(name, AttributeType.TENSOR).map(AttributeProto::getT);
  }

  /**
   * Requires an attribute to be absent or of its usual value, because nothing else is supported.
   */
  void only(String name, long usual) {
    long got = integer(name, usual);
    if (got != usual) {
      throw new MalformedException(name + " " + got, String.valueOf(usual));
    }
  }

  /** As {@link #only(String, long)}, for texts. */
  String oneOf(String name, String usual, String... others) {
    String got = text(name, usual);
    if (!got.equals(usual) && !Arrays.asList(others).contains(got)) {
      throw new MalformedException(
          name + " \"" + got + "\"",
          others.length == 0
              ? "\"" + usual + "\""
              : "\"" + usual + "\" or \"" + String.join("\", \"", others) + "\"");
    }
    return got;
  }

  /** Attributes that change nothing. */
  void ignore(String... names) {
    asked.addAll(Arrays.asList(names));
  }

  /**
   * @throws MalformedException if the file gives an attribute that nobody asked for: it would mean
   *     something that is not done
   */
  void requireAllAsked() {
    for (String name : attributes.keySet()) {
      if (!asked.contains(name)) {
        throw new MalformedException("the attribute " + name, "only " + new TreeSet<>(asked));
      }
    }
  }

  private Optional<AttributeProto> attribute(String name, AttributeType type) {
    asked.add(name);
    AttributeProto attribute = attributes.get(name);
    if (attribute == null) {
      return Optional.empty();
    }
    // Old files do not say the type.
    if (attribute.getType() != type && attribute.getType() != AttributeType.UNDEFINED) {
      throw new MalformedException(name + " of type " + attribute.getType(), type.toString());
    }
    return Optional.of(attribute);
  }

  static int small(String name, long value) {
    if (value < -1 || value > MAX_SMALL) {
      throw new MalformedException(name + " " + value, "0 to " + MAX_SMALL);
    }
    return (int) value;
  }
}
