package org.sr4j.models.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngine;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.tiling.TiledInference;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.Safetensors;

/** What GGAS and CWSS keep on every network, a plugin's that never heard of them included. */
class BuiltInStrategiesContractTest {

  /** float32 sums in another order, as a part of the range or of the largest value. */
  private static final double ROUNDING = 1e-5;

  private static final Engine ENGINE = new Nd4jEngine(64L << 20);

  private static final Registry REGISTRY =
      Registry.of(new ModelsPlugin(), new MarkedNetworkPlugin());

  /** Networks that mark no blocks, and networks that mark no residuals. */
  private static final Map<String, Set<String>> REFUSED =
      Map.of(
          "ggas", Set.of("bicubic", "srcnn", "lapsrn"),
          "cwss", Set.of("bicubic", "srcnn", "lapsrn", "vdsr", "fsrcnn", "dyconvsr"));

  @TempDir Path folder;

  /** Every network with as many of the strategies as it takes. */
  static Stream<Arguments> fullest() {
    return taken()
        .filter(a -> a.get()[1].equals("ggas,cwss") || !takes((Subject) a.get()[0], "ggas,cwss"));
  }

  /** Every network that takes both. */
  static Stream<Subject> takingBoth() {
    return Subject.of(REGISTRY)
        .filter(Subject::isFirstScale)
        .filter(subject -> takes(subject, "ggas,cwss"));
  }

  /** Every network with each choice of strategies that it takes. */
  static Stream<Arguments> taken() {
    return Subject.of(REGISTRY)
        .filter(Subject::isFirstScale)
        .flatMap(
            subject ->
                Stream.of("ggas", "cwss", "ggas,cwss")
                    .filter(ids -> takes(subject, ids))
                    .map(ids -> Arguments.of(subject, ids)));
  }

  static Stream<Arguments> refused() {
    return Subject.of(REGISTRY)
        .filter(Subject::isFirstScale)
        .flatMap(
            subject ->
                REFUSED.keySet().stream()
                    .filter(id -> !takes(subject, id))
                    .map(id -> Arguments.of(subject, id)));
  }

  private static boolean takes(Subject subject, String ids) {
    return Stream.of(ids.split(","))
        .noneMatch(id -> REFUSED.get(id).contains(subject.descriptor().id()));
  }

  private static NetworkSpec spec(Subject subject, String strategies) {
    return subject.spec().withStrategies(StrategyText.parse(strategies));
  }

  private static Network network(Subject subject, String strategies, long seed) {
    return subject.networks().create(spec(subject, strategies), seed);
  }

  @ParameterizedTest
  @MethodSource("taken")
  void actsAndAddsParametersOfItsOwn(Subject subject, String ids) {
    float[][] picture = subject.planes(9, 7, 3);
    try (Network plain = subject.network(1);
        Network changed = network(subject, ids, 1)) {
      assertThat(
              subject.distance(
                  enlarge(changed, picture, 9, 7, 0), enlarge(plain, picture, 9, 7, 0)))
          .isPositive();
      assertThat(changed.parameterCount()).isGreaterThan(plain.parameterCount());
      assertThat(changed.store().parameters())
          .filteredOn(p -> !changed.isOfStrategy(p.name()))
          .extracting(p -> p.name())
          .containsExactlyInAnyOrderElementsOf(
              plain.store().parameters().stream().map(p -> p.name()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhereThereIsNothingToActOn(Subject subject, String id) {
    assertThatThrownBy(() -> network(subject, id, 1).close())
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("Cannot attach " + id + ": got a network that marks n")
        .hasMessageContaining("docs/strategies.md");
  }

  @ParameterizedTest
  @MethodSource("taken")
  void identityChangesNoBit(Subject subject, String ids) {
    float[][] picture = subject.planes(9, 7, 3);
    String identity =
        ids.replace("ggas", "ggas:init=identity").replace("cwss", "cwss:init=identity");
    try (Network plain = subject.network(1);
        Network changed = network(subject, identity, 1)) {
      assertThat(enlarge(changed, picture, 9, 7, 0))
          .isDeepEqualTo(enlarge(plain, picture, 9, 7, 0));
    }
  }

  /** The attention's kernel makes a pixel depend on more pixels; tiles must overlap by more. */
  @ParameterizedTest
  @MethodSource("fullest")
  void tilesGiveTheWholePicture(Subject subject, String ids) {
    try (Network network = network(subject, ids, 5)) {
      ModelDescriptor descriptor = network.descriptor();
      if (descriptor.tiling() == TilingPolicy.WHOLE) {
        return;
      }
      int window = 6 + 2 * (descriptor.receptiveRadius() + descriptor.sizeMultiple());
      int width = window + 9;
      int height = window + 2;
      float[][] picture = subject.planes(width, height, 6);
      float[][] whole = enlarge(network, picture, width, height, 0);
      float[][] tiled = enlarge(network, picture, width, height, 6);
      assertThat(subject.distance(tiled, whole)).isLessThan(ROUNDING);
    }
  }

  /** A strategy that pools the whole picture makes tiles share the whole picture's means. */
  @Test
  void tilesOfANetworkWithAPoolingStrategyGiveTheWholePicture() {
    Subject subject = marked();
    assertThat(subject.descriptor().tiling()).isEqualTo(TilingPolicy.LOCAL);
    try (Network network = network(subject, MarkedNetworkPlugin.POOLING, 5)) {
      assertThat(network.descriptor().tiling()).isEqualTo(TilingPolicy.GLOBAL_MEANS);
      float[][] picture = subject.planes(31, 26, 6);
      float[][] whole = enlarge(network, picture, 31, 26, 0);
      assertThat(subject.distance(enlarge(network, picture, 31, 26, 6), whole))
          .isLessThan(ROUNDING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"carn", "idn", "imdn", "rcan", "lesrcnn"})
  void gradientsOfHostsEqualFiniteDifferences(String model) {
    Subject subject =
        Subject.of(REGISTRY)
            .filter(s -> s.descriptor().id().equals(model) && s.isFirstScale())
            .findFirst()
            .orElseThrow();
    FiniteDifferences.check(
        subject.model(),
        subject.scale(),
        subject.networks().strategies(StrategyText.parse("ggas:kernel=3,cwss")),
        subject.size(5),
        1e-5);
  }

  @ParameterizedTest
  @MethodSource("takingBoth")
  void orderDoesNotMatter(Subject subject) {
    float[][] picture = subject.planes(9, 7, 3);
    try (Network one = network(subject, "ggas,cwss", 1);
        Network other = network(subject, "cwss,ggas", 1)) {
      assertThat(enlarge(other, picture, 9, 7, 0)).isDeepEqualTo(enlarge(one, picture, 9, 7, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("fullest")
  void filesSayWhatTheyAreOf(Subject subject, String ids) {
    float[][] picture = subject.planes(9, 7, 3);
    Path file = folder.resolve("weights.safetensors");
    float[][] expected;
    try (Network network = network(subject, ids, 1)) {
      expected = enlarge(network, picture, 9, 7, 0);
      Safetensors.write(network.weights(), file);
    }
    var weights = Safetensors.read(file);
    NetworkSpec found = new ModelDetector(REGISTRY).detect(weights, "file", ModelHint.none());
    try (Network network = subject.networks().create(found, 2)) {
      network.load(weights);
      assertThat(enlarge(network, picture, 9, 7, 0)).isDeepEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("fullest")
  void aTrainedHostIsTakenAndTheStrategyKeepsItsInitialValues(Subject subject, String ids) {
    try (Network host = subject.network(1);
        Network changed = network(subject, ids, 2);
        Network untouched = network(subject, ids, 2)) {
      assertThat(changed.startFrom(host.weights())).containsExactly(ids.split(","));
      var values = changed.weights();
      host.weights().tensors().forEach(t -> assertThat(values.tensor(t.name())).contains(t));
      untouched.weights().tensors().stream()
          .filter(t -> changed.isOfStrategy(t.name()))
          .forEach(t -> assertThat(values.tensor(t.name())).contains(t));
    }
  }

  @Test
  void gradientsOfAPluginsNetworkEqualFiniteDifferences() {
    for (String strategies : List.of("ggas:kernel=3,cwss", "ggas:kernel=3,init=identity")) {
      Subject subject = marked();
      Map<String, Strategy> acting = subject.networks().strategies(StrategyText.parse(strategies));
      FiniteDifferences.check(subject.model(), 2, acting, new Size(5, 6), 1e-5);
    }
  }

  @Test
  void aPluginsNetworkGetsTheParametersThatItsMarkersAskFor() {
    try (Network network = network(marked(), "ggas:kernel=3,cwss:longSkip=true", 1)) {
      assertThat(network.store().parameters())
          .extracting(p -> p.name())
          .contains(
              "ggas.dw.weight",
              "ggas.dw.bias",
              "ggas.bn.weight",
              "ggas.bn.bias",
              "ggas.bn.running_mean",
              "ggas.bn.running_var",
              "ggas.pw.weight",
              "ggas.pw.bias",
              "cwss.body.0.alpha",
              "cwss.body.1.alpha",
              "cwss.long_skip.alpha");
    }
  }

  private static Subject marked() {
    return Subject.of(REGISTRY)
        .filter(s -> s.descriptor().id().equals(MarkedNetworkPlugin.MODEL))
        .findFirst()
        .orElseThrow();
  }

  private static float[][] enlarge(
      Network network, float[][] picture, int width, int height, int tile) {
    try (Session session = ENGINE.open(network)) {
      return new TiledInference(network, session, tile).run(picture, width, height);
    }
  }
}
