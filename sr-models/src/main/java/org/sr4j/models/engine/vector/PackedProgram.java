package org.sr4j.models.engine.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.models.engine.vector.plan.Kernels;
import org.sr4j.models.engine.vector.plan.Needed;
import org.sr4j.models.engine.vector.plan.Plan;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;

/** A program with its weights packed, and plans for the sizes used last. */
final class PackedProgram {

  /** Sizes and outputs whose plans are kept; a plan holds little memory of its own. */
  private static final int KEPT = 16;

  private record Key(List<String> outputs, List<List<Long>> shapes) {}

  private final Program program;
  private final Kernels kernels = new Kernels();
  private final Map<List<String>, Program> parts = new LinkedHashMap<>();
  private final Map<Key, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);

  PackedProgram(ProgramForm form) {
    this.program = form.program();
  }

  Program program() {
    return program;
  }

  /** What of the program some outputs need. */
  Program part(List<String> outputs) {
    return parts.computeIfAbsent(List.copyOf(outputs), names -> Needed.by(program, names));
  }

  /**
   * @param shapes of the inputs of {@code part(outputs)}, of one sample
   */
  Plan plan(List<String> outputs, Map<String, long[]> shapes, int threads) {
    List<List<Long>> sizes = new ArrayList<>();
    shapes.values().forEach(shape -> sizes.add(Arrays.stream(shape).boxed().toList()));
    Key key = new Key(List.copyOf(outputs), sizes);
    Plan known = plans.get(key);
    if (known == null) {
      if (plans.size() == KEPT) {
        plans.remove(plans.keySet().iterator().next());
      }
      known = Plan.of(part(outputs), shapes, key.outputs(), kernels, threads);
      plans.put(key, known);
    }
    return known;
  }
}
