package org.sr4j.models.complexity;

import java.util.Arrays;
import java.util.Set;

/** Tells the parameters of mean shifts by the names that all published networks give them. */
final class MeanShifts {

  private static final Set<String> NAMES = Set.of("sub_mean", "add_mean");

  private MeanShifts() {}

  static boolean own(String parameter) {
    return Arrays.stream(parameter.split("\\.")).anyMatch(NAMES::contains);
  }
}
