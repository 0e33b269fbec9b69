package org.sr4j.api.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a mistyped one probably meant. */
public final class Suggestion {

  private Suggestion() {}

  /**
   * The known name nearest to {@code name} by edit distance, if any is near enough to be a slip.
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, wanted.length() / 2);
    return known.stream()
        .filter(candidate -> distance(wanted, candidate) <= limit)
        .min(
            Comparator.comparingInt((String candidate) -> distance(wanted, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Advice text: {@code Did you mean "x"? Known: a, b, x.} */
  public static String advice(String name, Collection<String> known) {
    String list =
        known.isEmpty()
            ? "Known: none."
            : "Known: " + String.join(", ", new TreeSet<>(known)) + ".";
    return nearest(name, known).map(n -> "Did you mean \"" + n + "\"? " + list).orElse(list);
  }

  private static int distance(String wanted, String candidate) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(wanted, candidate.toLowerCase(Locale.ROOT));
  }
}
