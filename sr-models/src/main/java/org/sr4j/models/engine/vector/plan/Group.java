package org.sr4j.models.engine.vector.plan;

import java.util.List;
import org.sr4j.models.engine.vector.step.Step;

/**
 * Steps that are done one after the other for a band of rows while it is in the cache: all but the
 * first need of each other's results only the band's rows.
 */
record Group(List<Step> steps, int rows, int bandRows) {

  Group {
    steps = List.copyOf(steps);
  }

  int bands() {
    return (rows + bandRows - 1) / bandRows;
  }

  void run(int band, float[] scratch) {
    int begin = band * bandRows;
    int end = Math.min(rows, begin + bandRows);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run(begin, end, scratch);
    }
  }
}
