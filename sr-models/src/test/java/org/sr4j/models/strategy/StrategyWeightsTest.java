package org.sr4j.models.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.Safetensors;

/** Strategies and the files of weights of networks that have them or not. */
class StrategyWeightsTest {

  private static final SuperResolution SR = SuperResolution.create();
  private static final NetworkSpec HOST =
      new NetworkSpec("edsr-baseline", 2).withOptions(Map.of("blocks", 2, "features", 8));

  @TempDir Path folder;

  private static NetworkSpec with(String strategies) {
    return HOST.withStrategies(StrategyText.parse(strategies));
  }

  private static Weights weights(NetworkSpec spec) {
    try (Network network = SR.networks().create(spec, 1)) {
      return network.weights();
    }
  }

  private static void load(NetworkSpec spec, Weights weights) {
    try (Network network = SR.networks().create(spec, 1)) {
      network.load(weights);
    }
  }

  @Test
  void metadataHasStrategiesWithEveryOption() {
    assertThat(weights(with("ggas,cwss:longSkip=true")).metadata().get(Weights.STRATEGIES))
        .isEqualTo(
            "[{\"id\":\"ggas\",\"options\":{\"kernel\":7,\"init\":\"PAPER\"}},{\"id\":\"cwss\","
                + "\"options\":{\"initial\":null,\"shared\":false,\"longSkip\":true,\"init\":\"PAPER\"}}]");
    assertThat(weights(HOST).metadata()).doesNotContainKey(Weights.STRATEGIES);
  }

  @Test
  void loadingComparesStrategies() {
    String advice = " Without a choice of strategies, those of the weights are taken.";
    assertThatThrownBy(() -> load(HOST, weights(with("ggas"))))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot load the weights [sr4j.strategies]: got weights with ggas:kernel=7,init=paper,"
                + " expected weights without strategies."
                + advice);
    assertThatThrownBy(() -> load(with("ggas"), weights(HOST)))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot load the weights [sr4j.strategies]: got weights without strategies, expected"
                + " weights with ggas:kernel=7,init=paper."
                + advice);
    assertThatThrownBy(() -> load(with("ggas:kernel=5"), weights(with("ggas"))))
        .hasMessageContaining("got weights with ggas:kernel=7,init=paper, expected weights with")
        .hasMessageContaining("ggas:kernel=5,init=paper");
  }

  @Test
  void anIdentityIsNotThePapersFormAtTheSameWeights() {
    assertThatThrownBy(() -> load(with("ggas:init=identity"), weights(with("ggas"))))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("init=identity");
  }

  @Test
  void metadataThatIsNoListOfStrategiesIsRefused() {
    Weights weights = weights(HOST);
    for (String text : List.of("", "{}", "null", "[null]", "[{\"id\":\"ggas\"}]", "[1")) {
      var metadata = new java.util.LinkedHashMap<>(weights.metadata());
      metadata.put(Weights.STRATEGIES, text);
      assertThatThrownBy(() -> load(HOST, weights.withMetadata(metadata)))
          .as(text)
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("got the strategies " + text)
          .hasMessageContaining("expected [{\"id\"");
    }
  }

  @Test
  void detectionTakesStrategiesOfTheFileWithOtherOptionsWhereAskedFor() {
    Weights weights = weights(with("ggas:kernel=5,cwss"));
    NetworkSpec own = detect(weights, "ggas");
    assertThat(StrategyText.of(own.strategies())).isEqualTo("ggas:kernel=5,init=paper");
    NetworkSpec other = detect(weights, "ggas:kernel=9");
    assertThat(StrategyText.of(other.strategies())).isEqualTo("ggas:kernel=9,init=paper");
    assertThatThrownBy(() -> load(own, weights))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("expected weights with ggas:kernel=5,init=paper");
  }

  @Test
  void tensorsOfOthersAreTakenForThoseOfTheStrategiesAskedFor() {
    Weights foreign = weights(with("ggas,cwss")).withMetadata(Map.of());
    NetworkSpec found = detect(foreign, "ggas,cwss");
    assertThat(found.model()).isEqualTo("edsr-baseline");
    load(found, foreign);
    assertThatThrownBy(() -> detect(foreign, "cwss"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("ggas.dw.weight");
  }

  private static NetworkSpec detect(Weights weights, String strategies) {
    ModelHint hint =
        new ModelHint(Optional.empty(), OptionalInt.empty())
            .withStrategies(StrategyText.parse(strategies));
    return new ModelDetector(SR.registry()).detect(weights, "file", hint);
  }

  @Test
  void unknownStrategiesAndOptionsSuggestTheNearest() {
    assertThatThrownBy(() -> weights(with("ggs")))
        .isInstanceOf(UnknownIdException.class)
        .hasMessageContaining("Cannot find the strategy: got \"ggs\". Did you mean \"ggas\"?");
    assertThatThrownBy(() -> weights(with("cwss:longskip=true")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("Did you mean \"longSkip\"?");
    assertThatThrownBy(() -> weights(with("ggas,ggas")))
        .isInstanceOf(OptionsException.class)
        .hasMessage("Cannot apply the strategies: got \"ggas\" twice.");
  }

  @Test
  void aHostsWeightsWithAnIdentityGiveTheHostsPicture() {
    Path file = folder.resolve("host.safetensors");
    Safetensors.write(weights(HOST), file);
    float[] plane = new float[7 * 5];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = i / 40f;
    }
    Pixels picture = Pixels.of(7, 5, plane, plane.clone(), plane.clone());
    ResolverOptions host = ResolverOptions.ofWeights(file);
    try (SuperResolver plain = SR.resolver(host);
        SuperResolver same = SR.resolver(with(host, "ggas:init=identity,cwss:init=identity"));
        SuperResolver other = SR.resolver(with(host, "cwss"))) {
      float[] expected = plain.upscale(picture).plane(0);
      assertThat(same.upscale(picture).plane(0)).isEqualTo(expected);
      assertThat(other.upscale(picture).plane(0)).isNotEqualTo(expected);
    }
  }

  private static ResolverOptions with(ResolverOptions options, String strategies) {
    return options.withStrategies(StrategyText.parse(strategies));
  }
}
