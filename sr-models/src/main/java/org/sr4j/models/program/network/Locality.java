package org.sr4j.models.program.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Reduce;

/**
 * How far a program's output looks, told from its operations.
 *
 * @param tiling whether tiles are exact
 * @param receptiveRadius low-resolution pixels around a pixel that its output depends on at most; 0
 *     if tiles are not exact
 * @param sizeMultiple heights and widths must be multiples of this
 * @param means the reductions to a global mean, in order
 * @param reason why tiles are not exact; empty if they are
 */
record Locality(
    TilingPolicy tiling, int receptiveRadius, int sizeMultiple, List<Reduce> means, String reason) {

  private static final double ROUNDING = 1e-9;

  static Locality of(Program program, int scale, Probes probes) {
    Map<String, Reach> maps = new HashMap<>();
    for (ProgramInput input : program.inputs()) {
      maps.put(input.name(), Reach.of(input.transform() == InputTransform.BICUBIC ? scale : 1, 1));
    }
    List<Reduce> means = means(program, probes);
    try {
      ReachRules rules = new ReachRules(maps, probes);
      for (Operation operation : program.operations()) {
        if (!means.contains(operation) && operation.inputs().stream().anyMatch(maps::containsKey)) {
          maps.put(operation.output(), rules.of(operation));
        }
      }
    } catch (NotLocalException e) {
      return whole(maps, means, e.getMessage());
    }
    double radius = 0;
    List<String> seen = new ArrayList<>(List.of(program.output()));
    means.forEach(mean -> seen.add(mean.input()));
    for (String name : seen) {
      Reach reach = maps.get(name);
      if (reach == null) {
        return whole(maps, means, name + " not computed from pixels");
      }
      radius = Math.max(radius, Math.max(-reach.low(), reach.high()));
    }
    int rounded = (int) Math.min(Integer.MAX_VALUE / 4, Math.ceil(radius - ROUNDING));
    return new Locality(
        means.isEmpty() ? TilingPolicy.LOCAL : TilingPolicy.GLOBAL_MEANS,
        rounded,
        multiple(maps),
        List.copyOf(means),
        "");
  }

  private static Locality whole(Map<String, Reach> maps, List<Reduce> means, String reason) {
    return new Locality(TilingPolicy.WHOLE, 0, multiple(maps), means, reason);
  }

  /** Means over all pixels of what depends on the picture. */
  private static List<Reduce> means(Program program, Probes probes) {
    Set<String> dependent = new HashSet<>();
    program.inputs().forEach(input -> dependent.add(input.name()));
    List<Reduce> means = new ArrayList<>();
    for (Operation operation : program.operations()) {
      if (operation.inputs().stream().anyMatch(dependent::contains)) {
        dependent.add(operation.output());
        if (operation instanceof Reduce r && isGlobalMean(r, probes)) {
          means.add(r);
        }
      }
    }
    return means;
  }

  private static boolean isGlobalMean(Reduce r, Probes probes) {
    return r.kind() == Reduce.Kind.MEAN
        && r.axes().equals(List.of(2, 3))
        && probes.rank(r.input()) == 4
        && probes.fixed(r.input()).get(2) < 0;
  }

  private static int multiple(Map<String, Reach> maps) {
    long multiple = 1;
    for (Reach reach : maps.values()) {
      long denominator = reach.denominator();
      long a = multiple;
      long b = denominator;
      while (b != 0) {
        long rest = a % b;
        a = b;
        b = rest;
      }
      multiple = Math.min(Integer.MAX_VALUE / 4, multiple / a * denominator);
    }
    return (int) multiple;
  }
}
