package org.sr4j.models.weights.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sr4j.models.weights.pickle.PickleBytes;

/** Makes checkpoints of both formats by hand, right and wrong ones. */
final class CheckpointBytes {

  private CheckpointBytes() {}

  /** Pushes a storage: {@code ("storage", type, key, "cpu", elements)}; legacy has None besides. */
  static PickleBytes storage(PickleBytes pickle, String type, String key, int elements) {
    return pickle
        .ops("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(elements)
        .ops("tQ");
  }

  /** Pushes a tensor of a storage. */
  static PickleBytes tensor(
      PickleBytes pickle,
      String type,
      String key,
      int elements,
      int offset,
      int[] sizes,
      int[] strides) {
    pickle.global("torch._utils", "_rebuild_tensor_v2").ops("(");
    return storage(pickle, type, key, elements)
        .number(offset)
        .tuple(sizes)
        .tuple(strides)
        .op(0x89)
        .global("collections", "OrderedDict")
        .ops(")RtR");
  }

  /** Pushes a vector that is its whole storage. */
  static PickleBytes vector(PickleBytes pickle, String type, String key, int elements) {
    return tensor(pickle, type, key, elements, 0, new int[] {elements}, new int[] {1});
  }

  /** The dictionary of one float vector, as a whole pickle. */
  static byte[] dictionary(String name, int elements) {
    return vector(PickleBytes.protocol2().ops("}").text(name), "FloatStorage", "0", elements)
        .ops("s")
        .stop();
  }

  /** A legacy file: the value's pickle, and storages by key. */
  static byte[] legacy(byte[] value, Map<String, Raw> storages) {
    PickleBytes out =
        new PickleBytes()
            .op(0x80, 2, 0x8a, 10)
            .op(0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
            .ops(".")
            .op(0x80, 2, 'M', 0xe9, 0x03)
            .ops(".")
            .op(0x80, 2)
            .ops("}")
            .text("little_endian")
            .op(0x88)
            .ops("s.")
            .bytes(value)
            .op(0x80, 2)
            .ops("](");
    storages.keySet().forEach(out::text);
    out.ops("e.");
    storages.values().forEach(raw -> out.int64(raw.elements()).bytes(raw.bytes()));
    return out.unfinished();
  }

  /** A zip file with the folder {@code archive}: the value's pickle, and storages by key. */
  static byte[] zip(byte[] value, Map<String, Raw> storages) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", value);
    storages.forEach((key, raw) -> entries.put("archive/data/" + key, raw.bytes()));
    entries.put("archive/version", new byte[] {'3', '\n'});
    return zip(entries, ZipEntry.STORED);
  }

  static byte[] zip(Map<String, byte[]> entries, int method) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(method);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setSize(entry.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        header.setCrc(crc.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The bytes of a storage, and how many elements they are. */
  record Raw(int elements, byte[] bytes) {

    static Raw floats(float... values) {
      return floats(ByteOrder.LITTLE_ENDIAN, values);
    }

    static Raw floats(ByteOrder order, float... values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(order);
      bytes.asFloatBuffer().put(values);
      return new Raw(values.length, bytes.array());
    }

    static Raw doubles(double... values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asDoubleBuffer().put(values);
      return new Raw(values.length, bytes.array());
    }

    static Raw shorts(int... values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
      for (int value : values) {
        bytes.putShort((short) value);
      }
      return new Raw(values.length, bytes.array());
    }

    static Raw longs(long... values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(values);
      return new Raw(values.length, bytes.array());
    }
  }

  /** Both formats, for tests that must hold for either. */
  static List<byte[]> both(byte[] value, Map<String, Raw> storages) {
    return List.of(legacy(value, storages), zip(value, storages));
  }
}
