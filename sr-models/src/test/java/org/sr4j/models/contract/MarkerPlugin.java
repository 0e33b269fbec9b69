package org.sr4j.models.contract;

import java.util.ArrayList;
import java.util.List;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;

/** Two strategies to look at a network's markers: one does nothing, one notes and acts. */
final class MarkerPlugin implements SrPlugin {

  static final String NEUTRAL = "contract-neutral";
  static final String ACTING = "contract-acting";

  /** Options without choice. */
  record None() {}

  /** Markers in the order in which the last graph passed them: {@code shallow, block.0, ...}. */
  final List<String> passed = new ArrayList<>();

  @Override
  public String id() {
    return "contract-markers";
  }

  @Override
  public List<StrategyProvider<?>> strategies() {
    return List.of(
        new Provider(NEUTRAL, scope -> new Hooks() {}), new Provider(ACTING, this::acting));
  }

  private Hooks acting(GraphScope scope) {
    passed.clear();
    return new Hooks() {
      @Override
      public Feature onShallow(Feature f0) {
        passed.add("shallow");
        return f0.with(f0.variable().mul(0.5));
      }

      @Override
      public Feature onBlock(int index, Feature out) {
        passed.add("block." + index);
        return out.with(out.variable().mul(0.5));
      }
    };
  }

  private record Provider(String id, Strategy strategy) implements StrategyProvider<None> {

    @Override
    public Class<None> optionsType() {
      return None.class;
    }

    @Override
    public None defaults() {
      return new None();
    }

    @Override
    public Strategy create(None options) {
      return strategy;
    }
  }
}
