package org.sr4j.models.program.onnx;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operators that are read, by name. */
final class Operators {

  private static final SortedMap<String, OperatorReader> ALL = all();

  private Operators() {}

  private static SortedMap<String, OperatorReader> all() {
    SortedMap<String, OperatorReader> all = new TreeMap<>();
    for (Map<String, OperatorReader> group :
        List.of(
            WindowOperators.ALL,
            ElementwiseOperators.ALL,
            NormOperators.ALL,
            ReductionOperators.ALL,
            ArrangementOperators.ALL,
            PartOperators.ALL,
            ResampleOperators.ALL,
            ProductOperators.ALL)) {
      all.putAll(group);
    }
    HostOperators.ALL.keySet().forEach(name -> all.putIfAbsent(name, HostOperators::refusePixels));
    return Collections.unmodifiableSortedMap(all);
  }

  /** Names and how to read them. */
  static SortedMap<String, OperatorReader> known() {
    return ALL;
  }

  /** Reads a node whose operator is known. */
  static void read(OnnxNode node, GraphReading graph) {
    if (HostOperators.takes(node, graph)) {
      HostOperators.ALL.get(node.operator()).read(node, graph);
    } else {
      ALL.get(node.operator()).read(node, graph);
    }
    node.requireAllAsked();
  }
}
