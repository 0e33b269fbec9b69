package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/** Lists of names put through a renaming. */
final class Names {

  private Names() {}

  static List<String> renamed(List<String> names, UnaryOperator<String> renaming) {
    return names.stream().map(renaming).toList();
  }
}
