package org.sr4j.models.strategy.graft.structure;

/**
 * Immediate dominators of a graph with one root: the nearest node that lies on every path from the
 * root to a node (Cooper, Harvey, Kennedy 2001; one pass is enough without cycles).
 */
final class Dominators {

  private final int[] nearest;

  Dominators(HostGraph graph) {
    nearest = new int[graph.size()];
    for (int node = 0; node < nearest.length; node++) {
      int common = -1;
      for (int input : graph.inputs(node)) {
        common = common < 0 ? input : meet(common, input);
      }
      nearest[node] = common;
    }
  }

  private int meet(int a, int b) {
    while (a != b) {
      if (a > b) {
        a = nearest[a];
      } else {
        b = nearest[b];
      }
    }
    return a;
  }

  /** -1 for the root. */
  int of(int node) {
    return nearest[node];
  }
}
