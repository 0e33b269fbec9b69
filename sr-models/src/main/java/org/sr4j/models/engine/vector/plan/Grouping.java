package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.sr4j.models.engine.vector.step.Step;

/**
 * Puts steps that can be done band by band together: a group begins with any step, and goes on with
 * those that need only the rows that the group has just made. Small steps that follow each other
 * are a group for one thread: to wait for another takes longer.
 */
final class Grouping {

  /** What the maps of a band take, so that they stay in a core's second-level cache. */
  private static final long BAND_BYTES = 1 << 20;

  /** Bands for each thread: who is done early helps the others. */
  private static final int BANDS_PER_THREAD = 4;

  /** Floats read and written up to which a step is small: about a microsecond's work. */
  private static final int SMALL = 1024;

  private Grouping() {}

  static List<List<Planned>> of(List<Planned> steps) {
    List<List<Planned>> groups = new ArrayList<>();
    for (Planned step : steps) {
      List<Planned> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last != null && (joins(step, last) || isSmall(step) && areSmall(last))) {
        last.add(step);
      } else {
        groups.add(new ArrayList<>(List.of(step)));
      }
    }
    return groups;
  }

  private static boolean joins(Planned step, List<Planned> group) {
    Planned first = group.get(0);
    return step.rowLocal() && first.rows() == step.rows() && (isSmall(step) || !areSmall(group));
  }

  private static boolean areSmall(List<Planned> group) {
    return group.stream().allMatch(Grouping::isSmall);
  }

  private static boolean isSmall(Planned step) {
    long floats = 0;
    for (Value value : step.values()) {
      floats += Shapes.length(value.shape);
    }
    return floats <= SMALL;
  }

  /** The group with the height of its bands. */
  static Group group(List<Planned> members, int threads) {
    List<Step> steps = members.stream().map(Planned::step).toList();
    List<Integer> allRows = members.stream().map(Planned::rows).toList();
    if (areSmall(members)) {
      return Group.serial(steps, allRows);
    }
    int rows = members.get(0).rows();
    int multiple = 1;
    for (Step step : steps) {
      multiple = leastCommonMultiple(multiple, step.rowStep());
    }
    int wanted = Math.max(1, rows / (threads == 1 ? 1 : threads * BANDS_PER_THREAD));
    if (steps.size() > 1) {
      wanted = (int) Math.max(1, Math.min(wanted, BAND_BYTES / Math.max(1, rowBytes(members))));
    }
    int bandRows = (wanted + multiple - 1) / multiple * multiple;
    return new Group(steps, allRows, Math.min(bandRows, Math.max(rows, 1)));
  }

  private static long rowBytes(List<Planned> members) {
    Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    long bytes = 0;
    for (Planned member : members) {
      for (Value value : member.values()) {
        if (seen.add(value)) {
          bytes += Float.BYTES * Shapes.length(value.shape) / member.rows();
        }
      }
    }
    return bytes;
  }

  private static int leastCommonMultiple(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    return a / x * b;
  }
}
