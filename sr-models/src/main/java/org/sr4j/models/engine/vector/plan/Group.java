package org.sr4j.models.engine.vector.plan;

import java.util.List;
import org.sr4j.models.engine.vector.step.Step;

/**
 * Steps that are done one after the other for a band of rows while it is in the cache: all but the
 * first need of each other's results only the band's rows. Or steps in one band, each with all its
 * rows: too little work to be shared.
 *
 * @param rows of each step; the same for all if there are several bands
 */
record Group(List<Step> steps, List<Integer> rows, int bandRows) {

  Group {
    steps = List.copyOf(steps);
    rows = List.copyOf(rows);
  }

  /** Steps that one thread does. */
  static Group serial(List<Step> steps, List<Integer> rows) {
    return new Group(steps, rows, Integer.MAX_VALUE);
  }

  int bands() {
    return (int) (((long) rows.get(0) + bandRows - 1) / bandRows);
  }

  void run(int band, float[] scratch) {
    int begin = band * bandRows;
    for (int i = 0; i < steps.size(); i++) {
      int end = (int) Math.min(rows.get(i), (long) begin + bandRows);
      steps.get(i).run(begin, end, scratch);
    }
  }
}
