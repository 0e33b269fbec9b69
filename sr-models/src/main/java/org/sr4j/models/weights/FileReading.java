package org.sr4j.models.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.binary.MalformedException;

/** Runs a reader and says of which file its errors are. */
final class FileReading {

  /** Reads weights from somewhere. */
  @FunctionalInterface
  interface Reader {
    Weights read() throws IOException;
  }

  private FileReading() {}

  static Weights read(Object where, Reader reader) {
    Problem problem = Problem.cannot("read the weights").at(where);
    try {
      return reader.read();
    } catch (MalformedException e) {
      Problem got = problem.got(e.getMessage());
      throw new WeightsException(e.expected() == null ? got : got.expected(e.expected()), e);
    } catch (IOException e) {
      throw new WeightsException(problem.got(reason(e)), e);
    }
  }

  /** What the operating system complained of, in words. */
  static String reason(IOException e) {
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
