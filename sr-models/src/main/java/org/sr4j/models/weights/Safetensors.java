package org.sr4j.models.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import org.sr4j.models.weights.binary.MalformedException;

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
    try (ByteSource source = ByteSource.of(file)) {
      return read(source, file.toString());
    } catch (IOException e) {
      throw new WeightsException(readProblem(file).got(reason(e)), e);
    }
  }

  /**
   * Reads a stream to its end; does not close it.
   *
   * @param where its name in errors
   * @throws WeightsException as for a file
   */
  public static Weights read(InputStream stream, String where) {
    try {
      return read(stream.readAllBytes(), where);
    } catch (IOException e) {
      throw new WeightsException(readProblem(where).got(reason(e)), e);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param where its name in errors
   * @throws WeightsException as for a file
   */
  public static Weights read(byte[] file, String where) {
    try (ByteSource source = ByteSource.of(file)) {
      return read(source, where);
    } catch (IOException e) {
      throw new WeightsException(readProblem(where).got(reason(e)), e);
    }
  }

  private static Weights read(ByteSource source, String where) throws IOException {
    try {
      return SafetensorsReader.read(source);
    } catch (MalformedException e) {
      Problem problem = readProblem(where).got(e.getMessage());
      throw new WeightsException(
          e.expected() == null ? problem : problem.expected(e.expected()), e);
    }
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
              .got(reason(e))
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

  /**
   * Whether a tensor is one of PyTorch's counters of training steps in batch normalisation: an
   * integer that takes no part in any computation.
   */
  static boolean isCounter(String tensorName) {
    return tensorName.equals("num_batches_tracked") || tensorName.endsWith(".num_batches_tracked");
  }

  private static Problem readProblem(Object where) {
    return Problem.cannot("read the weights").at(where);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof EOFException) {
      return "a truncated file";
    }
    return String.valueOf(e.getMessage());
  }
}
