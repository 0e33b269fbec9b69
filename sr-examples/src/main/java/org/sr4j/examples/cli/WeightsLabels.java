package org.sr4j.examples.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What reports call networks that are known by the files of their weights. */
final class WeightsLabels {

  /** What training calls its files: the folder says more. */
  private static final Set<String> NAMES_OF_TRAINING = Set.of("best", "final", "last");

  private WeightsLabels() {}

  /** Each file's name, or its folder's; where several have one name they are numbered. */
  static Map<String, Path> of(List<Path> files) {
    Map<String, Path> labels = new LinkedHashMap<>();
    for (Path file : files) {
      String label = label(file);
      String unique = label;
      for (int i = 2; labels.containsKey(unique); i++) {
        unique = label + " (" + i + ")";
      }
      labels.put(unique, file);
    }
    return labels;
  }

  private static String label(Path file) {
    String name = file.getFileName().toString();
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    Path folder = file.toAbsolutePath().getParent().getFileName();
    return NAMES_OF_TRAINING.contains(stem) && folder != null ? folder.toString() : stem;
  }
}
