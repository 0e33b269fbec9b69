package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Cells for people: the first column is of names, to the left, the others of numbers. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> header) {
    rows.add(List.copyOf(header));
  }

  /**
   * @param cells as many as the header has
   */
  void row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + rows.get(0));
    }
    rows.add(List.copyOf(cells));
  }

  /** Columns as wide as their longest cell; every line ends in a line feed. */
  String text() {
    return lines("", "  ", "");
  }

  String markdown() {
    String rule =
        "| --- |" + String.join("", Collections.nCopies(rows.get(0).size() - 1, " ---: |"));
    List<String> lines = new ArrayList<>(lines("| ", " | ", " |").lines().toList());
    lines.add(1, rule);
    return String.join("\n", lines) + "\n";
  }

  private String lines(String begin, String gap, String end) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < widths.length; c++) {
        String blanks = " ".repeat(widths[c] - row.get(c).length());
        cells.add(c == 0 ? row.get(c) + blanks : blanks + row.get(c));
      }
      text.append(cells.stream().collect(Collectors.joining(gap, begin, end)).stripTrailing());
      text.append('\n');
    }
    return text.toString();
  }
}
