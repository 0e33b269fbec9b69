package org.sr4j.models.engine.vector.plan;

import java.util.List;
import org.sr4j.models.engine.vector.step.Step;

/**
 * A step while a plan is made.
 *
 * @param rows that it is divided into
 * @param rowLocal whether a row needs only the same row of what steps just before it make
 * @param values that it reads or writes
 */
record Planned(Step step, int rows, boolean rowLocal, List<Value> values) {

  Planned {
    values = List.copyOf(values);
  }
}
