package org.sr4j.models.strategy.graft.structure;

import java.util.List;

/**
 * Residual learning {@code y = x + H(x)}.
 *
 * @param add name of the node that adds
 * @param x name of the node whose output is added to its own branch's
 * @param uses of x in the residual: by the branch H, and by the addition
 * @param longSkip whether it spans whole blocks or begins at the picture
 */
public record Residual(String add, String x, List<Edge> uses, boolean longSkip) {

  public Residual {
    uses = List.copyOf(uses);
  }
}
