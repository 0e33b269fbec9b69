package org.sr4j.models.engine.vector.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Slice;

/** Which values are written where they are to be concatenated, so that nothing is copied. */
final class Concatenations {

  /** Where a value lies: in the concatenation of this name, from this channel on. */
  record Part(String whole, int firstChannel) {}

  private final Map<String, Part> parts = new HashMap<>();

  Concatenations(Subprogram program) {
    // From the last one on: a concatenation that is itself a part of a later one is so first.
    for (int i = program.operations.size() - 1; i >= 0; i--) {
      if (program.operations.get(i) instanceof Concat concat && program.isMap(concat.output())) {
        place(program, concat);
      }
    }
  }

  private void place(Subprogram program, Concat concat) {
    List<String> inputs = concat.inputs();
    Set<String> seen = new HashSet<>();
    int channel = 0;
    for (int i = 0; i < inputs.size(); i++) {
      String name = inputs.get(i);
      int channels = (int) program.shape(name)[1];
      boolean aligned =
          channel % FeatureMap.CHANNEL_BLOCK == 0
              && (channels % FeatureMap.CHANNEL_BLOCK == 0 || i == inputs.size() - 1);
      if (aligned && seen.add(name) && !parts.containsKey(name) && hasMemory(program, name)) {
        parts.put(name, new Part(concat.output(), channel));
      }
      channel += channels;
    }
  }

  /** Whether a value is a map that a step writes, rather than another value seen otherwise. */
  private static boolean hasMemory(Subprogram program, String name) {
    Operation producer = program.producers.get(name);
    return producer != null
        && program.isMap(name)
        && !(producer instanceof Slice)
        && !(producer instanceof Identity)
        && !(producer instanceof Reshape);
  }

  /** Where a value lies, or null if it has memory of its own. */
  Part of(String name) {
    return parts.get(name);
  }
}
