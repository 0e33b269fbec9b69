package org.sr4j.models.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.Elements;
import org.sr4j.models.weights.binary.MalformedException;
import org.sr4j.models.weights.binary.TensorRules;

/** Reads safetensors: everything that the header says is checked before a tensor is allocated. */
final class SafetensorsReader {

  /** Ours are a few kB; the format's own limit is 100 MB. */
  static final int MAX_HEADER = 16 << 20;

  private SafetensorsReader() {}

  /**
   * @throws MalformedException if the file breaks the format
   */
  static Weights read(ByteSource source) throws IOException {
    long size = source.size();
    int headerLength = headerLength(source, size);
    SafetensorsHeader header = SafetensorsHeader.parse(headerText(source, headerLength));
    checkVersion(header.metadata());
    long dataStart = Long.BYTES + (long) headerLength;
    SafetensorsLayout.check(header.tensors(), size - dataStart);
    List<Tensor> tensors = new ArrayList<>();
    for (TensorEntry entry : header.tensors()) {
      if (entry.type().floating()) {
        tensors.add(readTensor(source, dataStart, entry));
      } else if (!TensorRules.isCounter(entry.name())) {
        throw new MalformedException(entry + " of whole numbers", "floating-point weights");
      }
    }
    return Weights.of(tensors, header.metadata());
  }

  private static int headerLength(ByteSource source, long size) throws IOException {
    if (size < Long.BYTES) {
      throw new MalformedException(size + " bytes", "a safetensors file");
    }
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    source.read(0, prefix);
    long length = prefix.getLong(0);
    if (length < 0 || length > size - Long.BYTES) {
      throw new MalformedException(
          "a header of " + Long.toUnsignedString(length) + " bytes in a file of " + size,
          "a safetensors file");
    }
    if (length > MAX_HEADER) {
      throw new MalformedException("a header of " + length + " bytes", "at most " + MAX_HEADER);
    }
    return (int) length;
  }

  private static String headerText(ByteSource source, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    source.read(Long.BYTES, bytes);
    try {
      // A new decoder reports malformed input; Jackson alone would also guess UTF-16 and UTF-32.
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("a header that is not UTF-8", null);
    }
  }

  private static void checkVersion(Map<String, String> metadata) {
    String version = metadata.get(Weights.FORMAT);
    if (version == null) {
      return;
    }
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw new MalformedException(Weights.FORMAT + " " + version, "a whole number");
    }
    if (Integer.parseInt(version) > WeightsMetadata.FORMAT_VERSION) {
      throw new MalformedException(
          Weights.FORMAT + " " + version,
          "at most "
              + WeightsMetadata.FORMAT_VERSION
              + "; a newer version of the library wrote the file");
    }
  }

  private static Tensor readTensor(ByteSource source, long dataStart, TensorEntry entry)
      throws IOException {
    int count = (int) Tensor.elements(entry.shape());
    float[] values;
    try {
      values =
          Elements.read(
              source, dataStart + entry.begin(), entry.type(), ByteOrder.LITTLE_ENDIAN, count);
    } catch (EOFException e) {
      throw new MalformedException("the end of the file in " + entry, null);
    }
    TensorRules.checkFinite(entry.name(), entry.shape(), values);
    return new Tensor(entry.name(), entry.shape(), values);
  }
}
