package org.sr4j.models.strategy.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.error.GraphException;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.registry.Registry;

class StrategyPlanTest {

  private static final StrategyPlan.Maker PLANS =
      new StrategyPlan.Maker(new Networks(Registry.of(new ModelsPlugin())));

  private static StrategyPlan plan(String model, int scale, String strategies) {
    return PLANS.of(new NetworkSpec(model, scale).withStrategies(StrategyText.parse(strategies)));
  }

  /** Trained values at x4 with normalisations folded; training has 2 x 64 more. */
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
  void countsAreThoseOfThePaper(String model, String strategies, long folded) {
    StrategyPlan plan = plan(model, 4, strategies);
    assertThat(plan.foldedParameters()).isEqualTo(folded);
    assertThat(plan.parameters()).isEqualTo(folded + 128);
  }

  /** (K^2 C + C^2) H W, at 180 x 320: 0.417 G. */
  @Test
  void multiAddsAreThoseOfTheAttentionsConvolutions() {
    StrategyPlan plan = plan("edsr-baseline", 4, "cwss,ggas");
    assertThat(plan.strategies())
        .extracting(AttachedStrategy::multiAdds)
        .containsExactly(0L, 416_563_200L);
    assertThat(plan.multiAdds()).isEqualTo(plan.host().multiAdds() + 416_563_200L);
  }

  /** Per network: residuals that CWSS scales, values of alpha, blocks that GGAS multiplies. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          memnet        | 4 | ggas,cwss               | 6  | 36 | 384
          memnet        | 4 | ggas,cwss:shared=true   | 6  | 36 | 64
          carn          | 4 | ggas,cwss               | 3  | 9  | 576
          carn-m        | 4 | ggas,cwss               | 3  | 9  | 192
          idn           | 4 | ggas,cwss               | 4  | 4  | 256
          edsr-baseline | 4 | ggas,cwss               | 16 | 16 | 1024
          edsr-baseline | 4 | ggas,cwss:longSkip=true | 16 | 17 | 1088
          edsr-shallow  | 4 | ggas,cwss               | 8  | 8  | 512
          imdn          | 4 | ggas,cwss               | 6  | 6  | 384
          imdn          | 4 | ggas,cwss:longSkip=true | 6  | 7  | 448
          rcan          | 4 | ggas,cwss               | 10 | 210 | 13440
          lesrcnn       | 4 | ggas,cwss               | 8  | 8  | 512
          s-lwsr32      | 4 | ggas,cwss               | 26 | 26 | 832
          lkdn          | 4 | ggas,cwss:longSkip=true | 8  | 9  | 504
          lmfn          | 4 | ggas,cwss:longSkip=true | 8  | 10 | 480
          """)
  void everyHostHasItsPlaces(
      String model, int scale, String strategies, int blocks, int residuals, long alphas) {
    StrategyPlan plan = plan(model, scale, strategies);
    List<Place> ggas = plan.strategies().get(0).places();
    assertThat(ggas.get(0).marker()).isEqualTo("shallow");
    assertThat(ggas.get(0).changed()).isFalse();
    assertThat(ggas.get(0).weights()).hasSize(6);
    assertThat(ggas).hasSize(1 + blocks);
    assertThat(ggas.subList(1, ggas.size())).allMatch(Place::changed);
    AttachedStrategy cwss = plan.strategies().get(1);
    assertThat(cwss.places()).hasSize(residuals).allMatch(Place::changed);
    assertThat(cwss.parameters()).isEqualTo(alphas);
    assertThat(cwss.foldedParameters()).isEqualTo(alphas);
  }

  @Test
  void placesNameChannelsResolutionAndWeights() {
    assertThat(plan("edsr-baseline", 4, "cwss").strategies().get(0).places().get(15))
        .isEqualTo(
            new Place(
                "residual body.15", 64, "1/1", true, List.of("cwss.body.15.alpha [1, 64, 1, 1]")));
    StrategyPlan thin = plan("fsrcnn", 2, "ggas");
    assertThat(thin.strategies().get(0).places()).extracting(Place::channels).containsOnly(12);
    assertThat(thin.strategies().get(0).foldedParameters()).isEqualTo(756);
    assertThat(thin.strategies().get(0).widening()).isEqualTo(3);
    StrategyPlan half = plan("dyconvsr", 2, "ggas");
    assertThat(half.strategies().get(0).places()).extracting(Place::resolution).containsOnly("1/2");
    assertThat(half.widening()).isEqualTo(6);
  }

  @Test
  void refusalsNameTheStrategyAndWhatIsMissing() {
    assertThatThrownBy(() -> plan("fsrcnn", 2, "cwss"))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot attach cwss: got a network that marks no residuals, expected residual learning"
                + " y = x + H(x), whose x is scaled. Use ggas, or a network with residuals;"
                + " docs/strategies.md lists them.");
    assertThatThrownBy(() -> plan("srcnn", 2, "ggas"))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("got a network that marks no blocks");
    assertThatThrownBy(() -> plan("carn", 4, "cwss:longSkip=true"))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot attach cwss [longSkip]: got a network that marks no long skip, expected"
                + " longSkip = false.");
  }
}
