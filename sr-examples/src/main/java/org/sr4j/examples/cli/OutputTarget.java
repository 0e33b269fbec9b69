package org.sr4j.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * Where enlarged pictures go.
 *
 * @param path a file, or a folder that may be absent yet
 * @param folder which of the two
 */
record OutputTarget(Path path, boolean folder) {

  /**
   * @param output as the user wrote it; a folder if it is one, ends in a slash, or more than one
   *     picture must go there
   * @throws OptionsException if it cannot be written
   */
  static OutputTarget of(String output, List<Path> inputs) {
    Path path = Path.of(output);
    boolean folder =
        output.endsWith("/")
            || output.endsWith(path.getFileSystem().getSeparator())
            || Files.isDirectory(path)
            || inputs.size() > 1
            || inputs.stream().anyMatch(Files::isDirectory);
    OutputTarget target = new OutputTarget(path, folder);
    target.check();
    return target;
  }

  private void check() {
    Problem problem = Problem.cannot("write the output").at(path);
    if (folder) {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new OptionsException(problem.got("a file").expected("a folder for several pictures"));
      }
    } else if (!PictureFolder.isPicture(path)) {
      throw new OptionsException(
          problem
              .got("a name without a known ending")
              .expected("one of " + String.join(", ", PictureFolder.SUFFIXES))
              .advice("For a folder, end the name with a slash."));
    }
    checkWritable(problem);
  }

  /** The nearest folder that exists must accept new files. */
  private void checkWritable(Problem problem) {
    Path parent = path.toAbsolutePath();
    if (!folder) {
      parent = parent.getParent();
      if (!Files.isDirectory(parent)) {
        throw new OptionsException(
            problem.got("no folder " + parent).expected("a folder that exists"));
      }
    }
    while (!Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (!Files.isDirectory(parent)) {
      throw new OptionsException(problem.got(parent + ", a file").expected("a folder"));
    }
    if (!Files.isWritable(parent)) {
      throw new OptionsException(problem.got("no permission to write in " + parent));
    }
  }

  /** {@code photo.jpg} becomes {@code folder/photo_x2.png}. */
  Path fileFor(Path input, int scale) {
    if (!folder) {
      return path;
    }
    String name = input.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return path.resolve((dot > 0 ? name.substring(0, dot) : name) + "_x" + scale + ".png");
  }
}
