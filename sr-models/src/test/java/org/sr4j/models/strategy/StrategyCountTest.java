package org.sr4j.models.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.model.Model;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.complexity.Complexity;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.cwss.Cwss;
import org.sr4j.models.strategy.cwss.CwssOptions;
import org.sr4j.models.strategy.ggas.Ggas;
import org.sr4j.models.strategy.ggas.GgasOptions;

/** Trained values at x4; C = 64: GAB 7488, of which folding its normalisation leaves 7360. */
class StrategyCountTest {

  private static final Registry REGISTRY = Registry.of(new ModelsPlugin());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          edsr-baseline | ggas      | 1524931
          edsr-baseline | ggas,cwss | 1525955
          edsr-baseline | cwss,ggas | 1525955
          carn          | ggas      | 1119235
          carn          | ggas,cwss | 1119811
          idn           | ggas      | 607408
          idn           | ggas,cwss | 607664
          imdn          | ggas      | 722536
          imdn          | ggas,cwss | 722920
          """)
  void trainedValuesAreThoseOfTheFoldedNetworkAnd128(String model, String ids, long folded) {
    Model host = new Networks(REGISTRY).model(new NetworkSpec(model, 4));
    Map<String, Strategy> strategies = new LinkedHashMap<>();
    Arrays.stream(ids.split(",")).forEach(id -> strategies.put(id, strategy(id)));
    assertThat(Complexity.of(host, 4, strategies).parameters()).isEqualTo(folded + 128);
  }

  private static Strategy strategy(String id) {
    return id.equals("ggas") ? new Ggas(GgasOptions.defaults()) : new Cwss(CwssOptions.defaults());
  }
}
