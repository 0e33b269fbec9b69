package org.sr4j.models.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.MalformedException;
import org.sr4j.models.weights.pytorch.PyTorchCheckpoint;

/**
 * Reads weight files of every known format: safetensors, and PyTorch's checkpoints, legacy and zip.
 * The content tells the format, not the file's name.
 */
public final class WeightsFiles {

  /** What {@code DataParallel} and {@code torch.compile} put before every name. */
  private static final List<String> WRAPPER_PREFIXES = List.of("module.", "_orig_mod.");

  private static final int SNIFFED = 16;
  private static final int ZIP = 0x504b0304;
  private static final int PICKLE_PROTOCOL = 0x80;

  private WeightsFiles() {}

  /**
   * Reads a file. The prefix {@code module.} is removed if all names have it.
   *
   * @throws WeightsException if it is missing, of no known format, malformed, holds values that are
   *     not finite, or a pickle in it asks for anything but tensors and plain containers
   */
  public static Weights read(Path file) {
    return FileReading.read(file, () -> withoutWrappers(readAny(file)));
  }

  private static Weights readAny(Path file) throws IOException {
    ByteBuffer start = start(file);
    if (start.remaining() >= Integer.BYTES && start.getInt(0) == ZIP) {
      return PyTorchCheckpoint.readZip(file);
    }
    if (start.hasRemaining() && (start.get(0) & 0xff) == PICKLE_PROTOCOL && !isHeader(start)) {
      return PyTorchCheckpoint.readLegacy(file);
    }
    if (isHeader(start)) {
      return Safetensors.read(file);
    }
    if (OnnxReader.isOnnx(file)) {
      throw new MalformedException(
          "an ONNX file, which holds a program instead of a network's weights",
          "safetensors or a PyTorch checkpoint");
    }
    byte[] shown = new byte[start.remaining()];
    start.get(shown);
    throw new MalformedException(
        shown.length == 0
            ? "an empty file"
            : "a file that begins with " + HexFormat.ofDelimiter(" ").formatHex(shown),
        "safetensors or a PyTorch checkpoint");
  }

  /** A safetensors file has its JSON after eight bytes of length. */
  private static boolean isHeader(ByteBuffer start) {
    return start.remaining() > Long.BYTES && start.get(Long.BYTES) == '{' && start.get(7) == 0;
  }

  private static ByteBuffer start(Path file) throws IOException {
    try (ByteSource source = ByteSource.of(file)) {
      ByteBuffer start = ByteBuffer.allocate((int) Math.min(SNIFFED, source.size()));
      source.read(0, start);
      return start.flip();
    }
  }

  private static Weights withoutWrappers(Weights weights) {
    for (String prefix : WRAPPER_PREFIXES) {
      if (!weights.names().isEmpty()
          && weights.names().stream().allMatch(n -> n.startsWith(prefix))) {
        List<Tensor> renamed =
            weights.tensors().stream()
                .map(t -> t.withName(t.name().substring(prefix.length())))
                .toList();
        return withoutWrappers(Weights.of(renamed, weights.metadata()));
      }
    }
    return weights;
  }
}
