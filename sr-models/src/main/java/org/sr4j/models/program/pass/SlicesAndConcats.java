package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Slice;

/** Parts of parts are parts, parts of what was joined need no joining, and so on. */
final class SlicesAndConcats {

  private SlicesAndConcats() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, SlicesAndConcats::simplified);
  }

  private static boolean simplified(Operation operation, Workbench bench) {
    if (operation instanceof Slice slice) {
      return ofSlice(slice, bench) || ofConcat(slice, bench);
    }
    return operation instanceof Concat concat && (flat(concat, bench) || rejoined(concat, bench));
  }

  private static boolean ofSlice(Slice slice, Workbench bench) {
    Optional<Slice> found =
        bench
            .made(slice.input(), Slice.class)
            .filter(s -> s.axis() == slice.axis() && s.start() >= 0 && slice.start() >= 0);
    if (found.isEmpty()) {
      return false;
    }
    Slice inner = found.get();
    long end;
    if (slice.end() == Long.MAX_VALUE) {
      end = inner.end();
    } else if (slice.end() >= 0) {
      end = inner.start() + slice.end();
      if (inner.end() < 0 || end > inner.end()) {
        return false;
      }
    } else if (inner.end() == Long.MAX_VALUE) {
      end = slice.end();
    } else {
      end = inner.end() + slice.end();
      if (inner.end() >= 0 != end >= 0) {
        return false;
      }
    }
    bench.add(
        new Slice(slice.output(), inner.input(), slice.axis(), inner.start() + slice.start(), end));
    return true;
  }

  /** A range of channels that lies within one of the parts. */
  private static boolean ofConcat(Slice slice, Workbench bench) {
    Optional<Concat> concat =
        bench
            .made(slice.input(), Concat.class)
            .filter(c -> c.axis() == 1 && slice.axis() == 1 && slice.start() >= 0);
    if (concat.isEmpty() || slice.end() < 0 || slice.end() == Long.MAX_VALUE) {
      return false;
    }
    long begin = 0;
    for (String part : concat.get().inputs()) {
      Optional<Integer> channels = bench.channels(part);
      if (channels.isEmpty()) {
        return false;
      }
      long end = begin + channels.get();
      if (slice.start() >= begin && slice.end() <= end) {
        if (slice.start() == begin && slice.end() == end) {
          bench.alias(slice.output(), part);
        } else {
          bench.add(new Slice(slice.output(), part, 1, slice.start() - begin, slice.end() - begin));
        }
        return true;
      }
      begin = end;
    }
    return false;
  }

  private static boolean flat(Concat concat, Workbench bench) {
    List<String> parts = new ArrayList<>();
    for (String part : concat.inputs()) {
      Optional<Concat> inner =
          bench.onlyFor(part, Concat.class).filter(c -> c.axis() == concat.axis());
      parts.addAll(inner.map(Concat::inputs).orElse(List.of(part)));
    }
    if (parts.size() == concat.inputs().size()) {
      return false;
    }
    bench.add(new Concat(concat.output(), parts, concat.axis()));
    return true;
  }

  /** All parts of one map, in order, are the map. */
  private static boolean rejoined(Concat concat, Workbench bench) {
    if (concat.axis() != 1) {
      return false;
    }
    String map = null;
    long place = 0;
    for (String part : concat.inputs()) {
      Optional<Slice> slice = bench.made(part, Slice.class).filter(s -> s.axis() == 1);
      if (slice.isEmpty() || slice.get().start() != place || slice.get().end() <= place) {
        return false;
      }
      if (map != null && !map.equals(slice.get().input())) {
        return false;
      }
      map = slice.get().input();
      place = slice.get().end();
    }
    long whole = place == Long.MAX_VALUE ? -1 : place;
    boolean all = whole < 0 || bench.channels(map).filter(c -> c == whole).isPresent();
    if (all) {
      bench.alias(concat.output(), map);
    }
    return all;
  }
}
