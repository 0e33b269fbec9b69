package org.sr4j.models.program.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import org.nd4j.shade.protobuf.ByteString;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.ElementType;
import org.sr4j.models.weights.binary.Elements;
import org.sr4j.models.weights.binary.MalformedException;

/** Tensors of ONNX files. */
final class TensorProtos {

  private static final Map<Integer, ElementType> REAL =
      Map.of(
          DataType.FLOAT.getNumber(), ElementType.F32,
          DataType.DOUBLE.getNumber(), ElementType.F64,
          DataType.FLOAT16.getNumber(), ElementType.F16,
          DataType.BFLOAT16.getNumber(), ElementType.BF16);

  private TensorProtos() {}

  static TensorProto write(Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(tensor.data().length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.data());
    return tensor(tensor.name(), DataType.FLOAT, tensor.shape(), bytes);
  }

  static TensorProto vector(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return tensor(name, DataType.INT64, new long[] {values.length}, bytes);
  }

  private static TensorProto tensor(String name, DataType type, long[] shape, ByteBuffer bytes) {
    TensorProto.Builder proto =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    for (long size : shape) {
      proto.addDims(size);
    }
    return proto.build();
  }

  static boolean isReal(TensorProto proto) {
    return REAL.containsKey(proto.getDataType());
  }

  static boolean isInteger(TensorProto proto) {
    int type = proto.getDataType();
    return type == DataType.INT64.getNumber() || type == DataType.INT32.getNumber();
  }

  static String typeName(int type) {
    DataType known = DataType.forNumber(type);
    return known == null ? "element type " + type : known.name();
  }

  /**
   * Floating-point values as floats.
   *
   * @throws MalformedException if the proto does not hold what its shape says, or holds NaN or
   *     infinity
   */
  static Tensor real(String name, TensorProto proto) {
    long[] shape = shape(proto);
    int count = count(proto, shape);
    float[] values;
    if (!proto.getRawData().isEmpty()) {
      values = raw(proto, REAL.get(proto.getDataType()), count);
    } else {
      values = new float[count];
      DataType type = DataType.forNumber(proto.getDataType());
      requireCount(proto, listed(proto, type), count);
      for (int i = 0; i < count; i++) {
        values[i] =
            switch (type) {
              case FLOAT -> proto.getFloatData(i);
              case DOUBLE -> (float) proto.getDoubleData(i);
              default -> half(REAL.get(proto.getDataType()), proto.getInt32Data(i));
            };
      }
    }
    Tensor tensor = new Tensor(name, shape, values);
    int bad = Elements.firstNonFinite(values);
    // A lone infinity is a limit of Clip, not a weight.
    if (bad >= 0 && (count > 1 || Float.isNaN(values[0]))) {
      throw new MalformedException(values[bad] + " at index " + bad + " of " + tensor, "finite");
    }
    return tensor;
  }

  private static int listed(TensorProto proto, DataType type) {
    return switch (type) {
      case FLOAT -> proto.getFloatDataCount();
      case DOUBLE -> proto.getDoubleDataCount();
      default -> proto.getInt32DataCount();
    };
  }

  private static float half(ElementType type, int bits) {
    ByteBuffer two = ByteBuffer.allocate(Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    two.putShort((short) bits);
    return elements(two.array(), type, 1)[0];
  }

  /**
   * Whole numbers.
   *
   * @throws MalformedException if the proto does not hold what its shape says
   */
  static long[] integers(TensorProto proto) {
    int count = count(proto, shape(proto));
    boolean wide = proto.getDataType() == DataType.INT64.getNumber();
    long[] values = new long[count];
    if (!proto.getRawData().isEmpty()) {
      requireBytes(proto, (long) count * (wide ? Long.BYTES : Integer.BYTES));
      ByteBuffer bytes = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        values[i] = wide ? bytes.getLong() : bytes.getInt();
      }
    } else {
      requireCount(proto, wide ? proto.getInt64DataCount() : proto.getInt32DataCount(), count);
      for (int i = 0; i < count; i++) {
        values[i] = wide ? proto.getInt64Data(i) : proto.getInt32Data(i);
      }
    }
    return values;
  }

  private static float[] raw(TensorProto proto, ElementType type, int count) {
    requireBytes(proto, (long) count * type.bytes());
    return elements(proto.getRawData().toByteArray(), type, count);
  }

  private static void requireBytes(TensorProto proto, long bytes) {
    if (proto.getRawData().size() != bytes) {
      throw new MalformedException(
          proto.getRawData().size() + " bytes for " + Arrays.toString(shape(proto)),
          String.valueOf(bytes));
    }
  }

  private static float[] elements(byte[] bytes, ElementType type, int count) {
    try {
      return Elements.read(ByteSource.of(bytes), 0, type, ByteOrder.LITTLE_ENDIAN, count);
    } catch (IOException e) {
      throw new IllegalStateException("an array of known length", e);
    }
  }

  static long[] shape(TensorProto proto) {
    return proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** Number of values, which the bytes in the proto bound before anything is allocated. */
  private static int count(TensorProto proto, long[] shape) {
    if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || proto.getExternalDataCount() > 0) {
      throw new MalformedException(
          "values in another file (external data)", "one file, saved with its weights inside");
    }
    if (proto.hasSegment()) {
      throw new MalformedException("a part of a tensor (segment)", "a whole one");
    }
    long count = Tensor.elements(shape);
    if (count < 0 || count > proto.getSerializedSize()) {
      throw new MalformedException(
          "shape " + Arrays.toString(shape) + " in " + proto.getSerializedSize() + " bytes",
          "the values that the shape says");
    }
    return (int) count;
  }

  private static void requireCount(TensorProto proto, int got, int expected) {
    if (got != expected) {
      throw new MalformedException(
          got + " values for " + Arrays.toString(shape(proto)), String.valueOf(expected));
    }
  }
}
