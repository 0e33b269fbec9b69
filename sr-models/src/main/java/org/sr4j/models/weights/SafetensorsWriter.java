package org.sr4j.models.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.TreeMap;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/**
 * Writes safetensors, F32. The bytes depend on the weights alone: tensors in their order, metadata
 * sorted by key, the header padded with spaces so that the data begin at a multiple of 8.
 */
final class SafetensorsWriter {

  private static final int CHUNK_FLOATS = 1 << 14;

  private SafetensorsWriter() {}

  static void write(Weights weights, WritableByteChannel channel) throws IOException {
    byte[] header = header(weights);
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, prefix.putLong(0, header.length));
    writeFully(channel, ByteBuffer.wrap(header));
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor tensor : weights.tensors()) {
      float[] data = tensor.data();
      for (int from = 0; from < data.length; from += CHUNK_FLOATS) {
        int count = Math.min(CHUNK_FLOATS, data.length - from);
        chunk.clear().limit(count * Float.BYTES);
        chunk.asFloatBuffer().put(data, from, count);
        writeFully(channel, chunk);
      }
    }
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static byte[] header(Weights weights) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!weights.metadata().isEmpty()) {
        json.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> entry : new TreeMap<>(weights.metadata()).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (Tensor tensor : weights.tensors()) {
        long end = begin + (long) tensor.data().length * Float.BYTES;
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", "F32");
        writeArray(json, "shape", tensor.shape());
        writeArray(json, "data_offsets", begin, end);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    while (bytes.size() % Long.BYTES != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static void writeArray(JsonGenerator json, String name, long... values)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }
}
