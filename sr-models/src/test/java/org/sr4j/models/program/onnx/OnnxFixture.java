package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;
import org.sr4j.api.weights.Tensor;

/** Builds ONNX files as other tools write them. */
final class OnnxFixture {

  private final Random random = new Random(5);
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
  private int opset = 17;
  private int elementType = TensorProto.DataType.FLOAT.getNumber();

  /** A file with the input {@code x}. Sizes of -1 are free. */
  static OnnxFixture of(long... inputShape) {
    return new OnnxFixture().input("x", inputShape);
  }

  OnnxFixture opset(int version) {
    opset = version;
    return this;
  }

  OnnxFixture elementType(TensorProto.DataType type) {
    elementType = type.getNumber();
    return this;
  }

  OnnxFixture input(String name, long... shape) {
    graph.addInput(value(name, shape));
    return this;
  }

  private ValueInfoProto value(String name, long... shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (int i = 0; i < shape.length; i++) {
      sizes.addDim(
          shape[i] < 0
              ? TensorShapeProto.Dimension.newBuilder().setDimParam(name + i)
              : TensorShapeProto.Dimension.newBuilder().setDimValue(shape[i]));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(elementType).setShape(sizes)))
        .build();
  }

  /** An output of 32-bit floats and of a shape that is not said. */
  OnnxFixture output(String name) {
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName(name)
            .setType(
                TypeProto.newBuilder()
                    .setTensorType(
                        TypeProto.Tensor.newBuilder()
                            .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
    return this;
  }

  OnnxFixture weight(String name, long... shape) {
    float[] values = new float[(int) Tensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return tensor(TensorProtos.write(new Tensor(name, shape, values)));
  }

  OnnxFixture floats(String name, float... values) {
    return tensor(TensorProtos.write(new Tensor(name, new long[] {values.length}, values)));
  }

  OnnxFixture scalar(String name, float value) {
    return tensor(TensorProtos.write(new Tensor(name, new long[0], new float[] {value})));
  }

  OnnxFixture integers(String name, long... values) {
    return tensor(TensorProtos.vector(name, values));
  }

  OnnxFixture tensor(TensorProto proto) {
    graph.addInitializer(proto);
    return this;
  }

  /** A node with the inputs {@code "a b"}; a dash is an input that is left out. */
  OnnxFixture node(String operator, String inputs, String outputs, AttributeProto... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(operator).setName("node_" + outputs.split(" ")[0]);
    words(inputs).forEach(node::addInput);
    words(outputs).forEach(node::addOutput);
    graph.addNode(node.addAllAttribute(Arrays.asList(attributes)));
    return this;
  }

  OnnxFixture node(NodeProto node) {
    graph.addNode(node);
    return this;
  }

  private static List<String> words(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ")).map(word -> word.equals("-") ? "" : word).toList();
  }

  ModelProto.Builder model() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(graph);
  }

  byte[] bytes() {
    return model().build().toByteArray();
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto list(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  static AttributeProto reals(String name, float... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }

  static AttributeProto attribute(String name, TensorProto value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.TENSOR)
        .setT(value)
        .build();
  }
}
