package org.sr4j.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;

/** The pictures directly in a folder. */
final class PictureFolder {

  static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg");

  private PictureFolder() {}

  static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /**
   * Sorted by name.
   *
   * @throws ImageException if there is none
   */
  static List<Path> list(Path folder) {
    Problem problem = Problem.cannot("read the folder").at(folder);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> pictures =
          files.filter(Files::isRegularFile).filter(PictureFolder::isPicture).sorted().toList();
      if (pictures.isEmpty()) {
        throw new ImageException(
            problem.got("no picture").expected("files *" + String.join(", *", SUFFIXES)));
      }
      return pictures;
    } catch (IOException e) {
      throw new ImageException(problem.got(e.getMessage()), e);
    }
  }
}
