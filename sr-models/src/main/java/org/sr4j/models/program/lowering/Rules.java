package org.sr4j.models.program.lowering;

import java.util.HashMap;
import java.util.Map;

/** The operations that can be lowered, by their names in ND4J. */
final class Rules {

  static final Map<String, Rule> ALL = new HashMap<>();

  static {
    ElementwiseRules.addTo(ALL);
    WindowRules.addTo(ALL);
    ReductionRules.addTo(ALL);
    ArrangementRules.addTo(ALL);
    SizeRules.addTo(ALL);
  }

  private Rules() {}
}
