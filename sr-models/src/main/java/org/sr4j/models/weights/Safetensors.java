package org.sr4j.models.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.Elements;

/**
 * The safetensors format (https://github.com/huggingface/safetensors): a JSON header that lists
 * name, type, shape and place of every tensor, then their bytes. It holds no code, so a file cannot
 * do anything but be wrong.
 *
 * <p>F64, F32, F16 and BF16 are read as float; F32 is written. Integers are refused, but for
 * PyTorch's {@code num_batches_tracked} counters, which no network here needs and which are
 * skipped. A header of more than 16 MiB, NaN and infinity are refused.
 */
public final class Safetensors {

  private Safetensors() {}

  /**
   * Reads a file.
   *
   * @throws WeightsException if it is missing, is not safetensors, breaks the format, or holds
   *     values that are not finite
   */
  public static Weights read(Path file) {
    return FileReading.read(
        file,
        () -> {
          try (ByteSource source = ByteSource.of(file)) {
            return SafetensorsReader.read(source);
          }
        });
  }

  /**
   * Reads a stream to its end; does not close it.
   *
   * @param where its name in errors
   * @throws WeightsException as for a file
   */
  public static Weights read(InputStream stream, String where) {
    return FileReading.read(
        where, () -> SafetensorsReader.read(ByteSource.of(stream.readAllBytes())));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param where its name in errors
   * @throws WeightsException as for a file
   */
  public static Weights read(byte[] file, String where) {
    return FileReading.read(where, () -> SafetensorsReader.read(ByteSource.of(file)));
  }

  /**
   * Writes a file: to a temporary one beside it, which then takes its name at once, so that there
   * is never half a file of this name and an older one stays until the new one is complete. Equal
   * weights give equal bytes.
   *
   * @throws WeightsException if the file cannot be written or a value is not finite
   */
  public static void write(Weights weights, Path file) {
    checkWritable(weights, file);
    Path target = file.toAbsolutePath();
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        SafetensorsWriter.write(weights, channel);
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(temporary, e);
      throw new WeightsException(
          Problem.cannot("write the weights")
              .at(file)
              .got(FileReading.reason(e))
              .advice("Does the folder exist, may it be written, and is there space?"),
          e);
    }
  }

  private static void checkWritable(Weights weights, Path file) {
    for (Tensor tensor : weights.tensors()) {
      if (tensor.name().equals(SafetensorsHeader.METADATA)) {
        throw new WeightsException(
            Problem.cannot("write the weights")
                .at(file)
                .got("a tensor named " + tensor.name())
                .expected("another name: the format keeps this one for itself"));
      }
      int bad = Elements.firstNonFinite(tensor.data());
      if (bad >= 0) {
        throw new WeightsException(
            Problem.cannot("write the weights")
                .at(file)
                .got(tensor.data()[bad] + " at index " + bad + " of " + tensor)
                .expected("finite floats"));
      }
    }
  }

  private static void deleteQuietly(Path temporary, IOException cause) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
