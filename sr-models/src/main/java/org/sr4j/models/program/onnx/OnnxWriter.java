package org.sr4j.models.program.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Weights;
import org.sr4j.data.file.AtomicFile;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Writes programs as ONNX, opset {@value #OPSET}: weights as 32-bit floats in the file itself,
 * heights and widths by name ({@code H}, {@code W}) where any are taken. Equal programs give equal
 * bytes.
 */
public final class OnnxWriter {

  /** Version of the operators' meaning. */
  public static final int OPSET = 17;

  /** Metadata key prefix of an input that the host makes: {@code sr4j.input.NAME = BICUBIC}. */
  static final String INPUT = "sr4j.input.";

  /** Metadata key of the one size that a program serves, {@code HxW}; absent if it serves all. */
  public static final String SIZE = "sr4j.size";

  private static final int IR_VERSION = 8;
  private static final String[] AXES = {"N", "C", "H", "W"};

  private OnnxWriter() {}

  /**
   * Writes a file: complete or not at all.
   *
   * @throws WeightsException if it cannot be written, or the program has no form in this opset
   */
  public static void write(Program program, Path file) {
    byte[] bytes = toBytes(program);
    try {
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new WeightsException(
          Problem.cannot("write the ONNX file")
              .at(file)
              .got(e.toString())
              .advice("Does the folder exist, may it be written, and is there space?"),
          e);
    }
  }

  /**
   * The bytes of a file.
   *
   * @throws WeightsException if the program has no form in this opset
   */
  public static byte[] toBytes(Program program) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
    program.constants().values().forEach(t -> graph.addInitializer(TensorProtos.write(t)));
    Probes probes = probes(program);
    NodeWriter nodes = new NodeWriter(program, probes, graph);
    for (Operation operation : program.operations()) {
      nodes.write(operation);
    }
    for (int i = 0; i < program.inputs().size(); i++) {
      graph.addInput(input(program.inputs().get(i), i == 0));
    }
    for (String output : program.outputs()) {
      graph.addOutput(value(output, probes.fixed(output), output + "_"));
    }
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("SR4J")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    metadata(program)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private static Probes probes(Program program) {
    try {
      return Probes.of(
          program, Integer.parseInt(program.metadata().getOrDefault(Weights.SCALE, "1")));
    } catch (MalformedException | GraphException | NumberFormatException e) {
      throw new WeightsException(
          Problem.cannot("write the program as ONNX").got(e.getMessage()), e);
    }
  }

  private static Map<String, String> metadata(Program program) {
    Map<String, String> metadata = new TreeMap<>(program.metadata());
    for (ProgramInput input : program.inputs()) {
      if (input.transform() != InputTransform.IDENTITY) {
        metadata.put(INPUT + input.name(), input.transform().name());
      }
    }
    return metadata;
  }

  private static ValueInfoProto input(ProgramInput input, boolean picture) {
    return value(input.name(), input.shape(), picture ? "" : input.name() + "_");
  }

  /**
   * @param prefix of the names of free axes but the first: equal names promise equal sizes
   */
  private static ValueInfoProto value(String name, List<Long> shape, String prefix) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < shape.size(); axis++) {
      TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
      if (shape.get(axis) >= 0) {
        size.setDimValue(shape.get(axis));
      } else {
        String letter = shape.size() == AXES.length ? AXES[axis] : "D" + axis;
        size.setDimParam(axis == 0 ? letter : prefix + letter);
      }
      sizes.addDim(size);
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(sizes)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}
