package org.sr4j.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;

/**
 * Which picture is written where, decided before the first one is read.
 *
 * @param jobs in the order in which they are to be done
 * @param failures inputs that cannot be done, with the reason
 */
record UpscalePlan(List<Job> jobs, Map<Path, ImageException> failures) {

  /** One picture to read and where to write its enlargement. */
  record Job(Path input, Path output) {}

  /**
   * @param inputs pictures and folders of pictures (not their subfolders)
   * @throws org.sr4j.api.error.OptionsException if nothing can be written to the output
   */
  static UpscalePlan of(List<Path> inputs, OutputTarget output, int scale) {
    Map<Path, ImageException> failures = new LinkedHashMap<>();
    List<Path> pictures = new ArrayList<>();
    for (Path input : inputs) {
      try {
        pictures.addAll(Files.isDirectory(input) ? PictureFolder.list(input) : List.of(input));
      } catch (ImageException e) {
        failures.put(input, e);
      }
    }
    List<Job> jobs = new ArrayList<>();
    Set<Path> sources = new HashSet<>();
    pictures.forEach(picture -> sources.add(real(picture)));
    Map<Path, Path> inputByOutput = new HashMap<>();
    for (Path picture : pictures) {
      Path target = output.fileFor(picture, scale);
      if (sources.contains(real(target))) {
        failures.put(picture, overwritesInput(target));
        continue;
      }
      Path other = inputByOutput.putIfAbsent(real(target), picture);
      if (other != null) {
        failures.put(picture, sameOutput(picture, other, target));
        continue;
      }
      jobs.add(new Job(picture, target));
    }
    return new UpscalePlan(List.copyOf(jobs), failures);
  }

  /** The file behind links, if there is one. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  private static ImageException overwritesInput(Path target) {
    return new ImageException(
        Problem.cannot("write the output")
            .at(target)
            .got("an input picture")
            .advice("Inputs are never overwritten: choose another name."));
  }

  private static ImageException sameOutput(Path picture, Path other, Path target) {
    return new ImageException(
        Problem.cannot("enlarge the picture")
            .at(picture)
            .got("the same output as for " + other + ": " + target)
            .advice("Enlarge them into different folders."));
  }
}
