package org.sr4j.models.strategy.graft;

import java.util.List;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.models.strategy.graft.structure.Edge;
import org.sr4j.models.strategy.graft.structure.MapShape;

/**
 * A place of a network at which a strategy may act.
 *
 * @param role what the place is to the strategy
 * @param node name of the vertex or variable: the shallow feature, a block's output, a residual's
 *     sum
 * @param shape of the feature that the strategy gets there
 * @param uses of that feature which read the strategy's result instead
 */
public record Place(Role role, String node, MapShape shape, List<Edge> uses) {

  /** The markers of {@link org.sr4j.api.strategy.Hooks}. */
  public enum Role {
    SHALLOW("shallow feature"),
    BLOCK("block"),
    LONG_SKIP("long skip"),
    RESIDUAL("residual");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public Place {
    uses = List.copyOf(uses);
  }

  /**
   * What a strategy makes of the feature; the same feature if it does nothing here.
   *
   * @param block number of the block, if the place is one
   */
  public Feature call(Hooks hooks, int block, Feature feature) {
    return switch (role) {
      case SHALLOW -> hooks.onShallow(feature);
      case BLOCK -> hooks.onBlock(block, feature);
      case LONG_SKIP -> hooks.onLongSkipInput(feature);
      case RESIDUAL -> hooks.onResidualInput(node, feature);
    };
  }
}
