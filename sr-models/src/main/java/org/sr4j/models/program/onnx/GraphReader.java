package org.sr4j.models.program.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.sr4j.api.error.SrException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.pass.DeadCode;
import org.sr4j.models.weights.binary.MalformedException;

/** Makes a program of a parsed file whose operators are known. */
final class GraphReader {

  /** Larger batches, heights and widths of inputs are refused. */
  private static final long MAX_SIZE = 1 << 20;

  private final GraphProto graph;
  private final int opset;
  private final Map<String, String> metadata;

  GraphReader(ModelProto model, int opset) {
    this.graph = model.getGraph();
    this.opset = opset;
    this.metadata = metadata(model);
  }

  /**
   * A file with fixed sizes is taken for any size if that makes sense, and one of several pictures
   * for any number: exporters fix them unless asked not to, and few networks depend on them. Some
   * also write a batch of one into the network and do not say so.
   *
   * @throws MalformedException if the graph breaks a rule
   */
  Program read() {
    List<ProgramInput> declared = inputs();
    List<List<ProgramInput>> attempts = new ArrayList<>();
    if (!metadata.containsKey(OnnxWriter.SIZE)) {
      attempts.add(declared.stream().map(input -> with(input, batch(input), -1)).toList());
      attempts.add(declared.stream().map(input -> with(input, 1, -1)).toList());
    }
    for (List<ProgramInput> inputs : attempts) {
      try {
        return read(inputs);
      } catch (MalformedException | SrException | ArithmeticException e) {
        // What the file itself says is wrong is reported below.
        continue;
      }
    }
    return read(declared);
  }

  /** A batch of several is taken for any number. */
  private static long batch(ProgramInput input) {
    long declared = input.shape().get(0);
    return declared == 1 ? 1 : -1;
  }

  private static ProgramInput with(ProgramInput input, long batch, long size) {
    List<Long> shape = List.of(batch, input.shape().get(1), size, size);
    return new ProgramInput(input.name(), shape, input.transform());
  }

  private Program read(List<ProgramInput> inputs) {
    GraphReading reading = new GraphReading(opset, names());
    for (ProgramInput input : inputs) {
      long enlarged = input.transform() == InputTransform.IDENTITY ? 1 : scale();
      reading.addInput(
          input.name(),
          Probes.input(0, input.shape(), enlarged),
          Probes.input(1, input.shape(), enlarged));
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      at(
          "weight \"" + tensor.getName() + "\"",
          () -> HostOperators.tensor(tensor.getName(), tensor, reading));
    }
    if (graph.getSparseInitializerCount() > 0) {
      throw new MalformedException("sparse weights", "dense ones");
    }
    for (NodeProto proto : graph.getNodeList()) {
      OnnxNode node = new OnnxNode(proto);
      at(node.toString(), () -> Operators.read(node, reading));
    }
    List<String> outputs = outputs(reading);
    return pruned(inputs, outputs, reading);
  }

  /** Says of which part of the file an error is. */
  private static void at(String place, Runnable reading) {
    try {
      reading.run();
    } catch (MalformedException e) {
      throw new MalformedException(e.getMessage() + " in " + place, e.expected());
    } catch (SrException e) {
      throw new MalformedException(e.problem().got() + " in " + place, e.problem().expected());
    } catch (ArithmeticException e) {
      throw new MalformedException("sizes beyond all bounds in " + place, null);
    }
  }

  /** Only what the outputs depend on. */
  private Program pruned(List<ProgramInput> inputs, List<String> outputs, GraphReading reading) {
    List<Operation> all = GeluPattern.found(reading.operations(), reading.constants());
    Map<String, Tensor> constants = new LinkedHashMap<>(reading.constants());
    Program program = new Program(inputs, outputs, all, constants, metadataOfNetwork());
    return DeadCode.removed(program);
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    graph.getInputList().forEach(value -> names.add(value.getName()));
    graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
    graph.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
    return names;
  }

  private List<ProgramInput> inputs() {
    Set<String> weights = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> weights.add(tensor.getName()));
    List<ProgramInput> inputs = new ArrayList<>();
    for (ValueInfoProto value : graph.getInputList()) {
      // Files before IR version 4 list weights as inputs too.
      if (!weights.contains(value.getName())) {
        inputs.add(input(value));
      }
    }
    if (inputs.isEmpty()) {
      throw new MalformedException("no input", "a picture [N,C,H,W]");
    }
    for (ProgramInput input : inputs.subList(1, inputs.size())) {
      if (!metadata.containsKey(OnnxWriter.INPUT + input.name())) {
        throw new MalformedException(
            inputs.size() + " inputs, among them " + input.name(), "one, the picture");
      }
    }
    return inputs;
  }

  private ProgramInput input(ValueInfoProto value) {
    TypeProto.Tensor type = value.getType().getTensorType();
    String name = "input \"" + value.getName() + "\"";
    if (!value.getType().hasTensorType()
        || type.getElemType() != TensorProto.DataType.FLOAT.getNumber()) {
      throw new MalformedException(
          name + " of type " + TensorProtos.typeName(type.getElemType()),
          "a picture of 32-bit floats");
    }
    if (type.getShape().getDimCount() != 4) {
      throw new MalformedException(
          name + " of " + type.getShape().getDimCount() + " axes", "a picture [N,C,H,W]");
    }
    List<Long> shape = new ArrayList<>();
    for (TensorShapeProto.Dimension size : type.getShape().getDimList()) {
      // A size of 0 or less is how some exporters write a free one.
      long fixed = size.getDimValue() > 0 ? size.getDimValue() : -1;
      if (fixed > MAX_SIZE) {
        throw new MalformedException(name + " of size " + fixed, "at most " + MAX_SIZE);
      }
      shape.add(fixed);
    }
    return new ProgramInput(value.getName(), shape, transform(value.getName()));
  }

  private InputTransform transform(String input) {
    String said = metadata.get(OnnxWriter.INPUT + input);
    if (said == null) {
      return InputTransform.IDENTITY;
    }
    try {
      return InputTransform.valueOf(said);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          OnnxWriter.INPUT + input + " \"" + said + "\"",
          java.util.Arrays.toString(InputTransform.values()));
    }
  }

  private List<String> outputs(GraphReading reading) {
    List<String> outputs =
        graph.getOutputList().stream().map(ValueInfoProto::getName).distinct().toList();
    if (outputs.isEmpty()) {
      throw new MalformedException("no output", "the enlarged picture");
    }
    for (String output : outputs) {
      if (!reading.probes().knows(output)) {
        throw new MalformedException("an output " + output + " that nothing makes", null);
      }
    }
    return outputs;
  }

  /** For inputs that the host enlarges beforehand. */
  private long scale() {
    String scale = metadata.getOrDefault(Weights.SCALE, "1");
    if (!scale.matches("[1-9][0-9]?")) {
      throw new MalformedException(Weights.SCALE + " \"" + scale + "\"", "1 to 99");
    }
    return Long.parseLong(scale);
  }

  private static Map<String, String> metadata(ModelProto model) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    return metadata;
  }

  /** What is not about the file's own inputs. */
  private Map<String, String> metadataOfNetwork() {
    Map<String, String> rest = new LinkedHashMap<>(metadata);
    rest.keySet().removeIf(key -> key.startsWith(OnnxWriter.INPUT));
    return rest;
  }
}
