package org.sr4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sr4j.models.program.cost.Cost;

/** An explanation as text for people. */
final class ExplanationText {

  private static final double MEGA = 1e6;

  private ExplanationText() {}

  static List<String> lines(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s x%d, input %dx%d"
            .formatted(
                explanation.network(),
                explanation.scale(),
                explanation.width(),
                explanation.height()));
    Explanation.Listing before = explanation.before();
    Explanation.Listing after = explanation.after();
    lines.add("");
    lines.add("As lowered: " + before.operations() + " operations");
    lines.addAll(table(before));
    lines.add("");
    lines.add(
        "After the passes: %d operations in %d steps"
            .formatted(after.operations(), after.steps().size()));
    lines.addAll(table(after));
    return lines;
  }

  private static List<String> table(Explanation.Listing listing) {
    TextTable table =
        new TextTable("STEP", "OPERATION", "RESULT", "MULTIPLY-ADDS (M)", "FUNCTIONS (M)", "MB");
    int number = 1;
    for (Explanation.Entry entry : listing.steps()) {
      List<String> words = entry.operations();
      for (int i = 0; i < words.size(); i++) {
        boolean last = i == words.size() - 1;
        table.row(
            i == 0 ? number++ : "",
            i == 0 ? words.get(0) : "  " + words.get(i),
            last ? OperationText.shape(entry.shape()) : "",
            last ? mega(entry.cost().multiplyAdds()) : "",
            last ? mega(entry.cost().functions()) : "",
            last ? mega(entry.cost().bytes()) : "");
      }
    }
    Cost total = listing.total();
    table.row(
        "", "total", "", mega(total.multiplyAdds()), mega(total.functions()), mega(total.bytes()));
    return table.lines();
  }

  private static String mega(long value) {
    return value == 0 ? "-" : String.format(Locale.ROOT, "%.3f", value / MEGA);
  }
}
