package org.sr4j.models.strategy;

import java.util.List;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.models.strategy.cwss.Cwss;
import org.sr4j.models.strategy.cwss.CwssOptions;
import org.sr4j.models.strategy.ggas.Ggas;
import org.sr4j.models.strategy.ggas.GgasOptions;

/** The library's own strategies. */
public final class BuiltInStrategies {

  private BuiltInStrategies() {}

  public static List<StrategyProvider<?>> all() {
    return List.of(
        new BuiltInStrategy<>("ggas", GgasOptions.class, GgasOptions.defaults(), Ggas::new),
        new BuiltInStrategy<>("cwss", CwssOptions.class, CwssOptions.defaults(), Cwss::new));
  }
}
