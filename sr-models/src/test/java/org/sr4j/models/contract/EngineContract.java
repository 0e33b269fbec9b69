package org.sr4j.models.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.NetworkGraph.GlobalMean;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngine;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.tiling.TiledInference;

/**
 * What every engine keeps: on every network it gives what the engine nd4j gives, whatever the size
 * of the picture, the number of samples, the tiles and the strategies. The author of a plugin's
 * networks extends this class and names the plugin; they are tried on all engines available. The
 * author of an engine names it too, and what to try it on.
 *
 * <pre>{@code
 * class MyEngineContractTest extends EngineContract {
 *   @Override
 *   protected List<SrPlugin> plugins() {
 *     return List.of(new ModelsPlugin());
 *   }
 *
 *   @Override
 *   protected List<Engine> engines() {
 *     return List.of(new MyEngine());
 *   }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContract {

  /**
   * Greatest difference, as a part of the range or of the largest value: far below the step of
   * 8-bit pictures, 1/255, and far above the rounding of sums in another order.
   */
  private static final double TOLERANCE = 1e-4;

  private static final Engine REFERENCE = new Nd4jEngine(64L << 20);

  private Registry registry;

  /** The plugins whose models are run. */
  protected abstract List<SrPlugin> plugins();

  /** Ids of the models that are run: all of the plugins; fewer for an engine that is slow. */
  protected List<String> models() {
    return plugins().stream().flatMap(p -> p.models().stream()).map(m -> m.id()).toList();
  }

  /** The engines that run them: those of the library and of the plugins that work here. */
  protected List<Engine> engines() {
    return registry().engines().stream()
        .filter(provider -> provider.unavailable().isEmpty())
        .filter(provider -> !provider.id().equals(REFERENCE.id()))
        .map(EngineProvider::create)
        .toList();
  }

  private Registry registry() {
    if (registry == null) {
      List<SrPlugin> all = new ArrayList<>(plugins());
      if (all.stream().noneMatch(ModelsPlugin.class::isInstance)) {
        all.add(new ModelsPlugin());
      }
      registry = Registry.of(all.toArray(SrPlugin[]::new));
    }
    return registry;
  }

  /** A network on an engine. */
  record Trial(Engine engine, Subject subject) {

    @Override
    public String toString() {
      return engine.id() + ", " + subject;
    }
  }

  final Stream<Trial> everyScale() {
    List<String> ids = models();
    ids.forEach(registry()::model);
    return engines().stream()
        .flatMap(
            engine ->
                Subject.of(registry())
                    .filter(subject -> ids.contains(subject.descriptor().id()))
                    .map(subject -> new Trial(engine, subject)));
  }

  final Stream<Trial> oneScale() {
    return everyScale().filter(trial -> trial.subject().isFirstScale());
  }

  final Stream<Trial> tiled() {
    return oneScale().filter(t -> t.subject().descriptor().tiling() != TilingPolicy.WHOLE);
  }

  final Stream<Trial> learned() {
    return oneScale().filter(trial -> trial.subject().isLearned());
  }

  @ParameterizedTest
  @MethodSource("everyScale")
  void givesWhatNd4jGives(Trial trial) {
    try (Network network = trial.subject().network(1)) {
      compare(trial, network, Form.WHOLE, 1, trial.subject().size(9));
    }
  }

  /** Global means are inputs then, and what they are means of can be asked for. */
  @ParameterizedTest
  @MethodSource("oneScale")
  void takesGlobalMeansFromOutside(Trial trial) {
    try (Network network = trial.subject().network(2)) {
      compare(trial, network, Form.TILE, 1, trial.subject().size(7));
    }
  }

  @ParameterizedTest
  @MethodSource("oneScale")
  void takesSeveralSamples(Trial trial) {
    try (Network network = trial.subject().network(3)) {
      compare(trial, network, Form.WHOLE, 2, trial.subject().size(6));
    }
  }

  /** The last is one pixel where the network takes that. */
  @ParameterizedTest
  @MethodSource("oneScale")
  void takesSizesInTurn(Trial trial) {
    Subject subject = trial.subject();
    try (Network network = subject.network(4);
        Session session = trial.engine().open(network)) {
      Signature signature = session.signature(Form.WHOLE);
      List<float[]> first = null;
      for (int side : new int[] {8, 11, 8, 1, 8}) {
        Map<String, Tensor> inputs = subject.inputs(signature, 1, subject.size(side), side);
        List<float[]> values = data(session.run(Form.WHOLE, inputs, List.of(signature.output())));
        if (first == null) {
          first = values;
        } else if (side == 8) {
          assertThat(values).usingRecursiveComparison().isEqualTo(first);
        }
      }
      compare(trial, network, Form.WHOLE, 1, subject.size(1));
    }
  }

  @ParameterizedTest
  @MethodSource("oneScale")
  void enlargesOnePixel(Trial trial) {
    try (Network network = trial.subject().network(5)) {
      for (int[] size : new int[][] {{1, 1}, {5, 1}, {1, 6}}) {
        float[][] picture = trial.subject().planes(size[0], size[1], 6);
        float[][] expected = enlarge(REFERENCE, network, picture, size[0], size[1], 0);
        float[][] got = enlarge(trial.engine(), network, picture, size[0], size[1], 0);
        assertThat(trial.subject().distance(got, expected)).isLessThan(TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tiled")
  void tilesGiveTheWholePicture(Trial trial) {
    Subject subject = trial.subject();
    int window =
        6 + 2 * (subject.descriptor().receptiveRadius() + subject.descriptor().sizeMultiple());
    int width = window + 5;
    int height = window + 1;
    try (Network network = subject.network(6)) {
      float[][] picture = subject.planes(width, height, 7);
      float[][] whole = enlarge(REFERENCE, network, picture, width, height, 0);
      float[][] tiles = enlarge(trial.engine(), network, picture, width, height, 6);
      assertThat(subject.distance(tiles, whole)).isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("learned")
  void runsNetworksWithStrategies(Trial trial) {
    Subject subject = trial.subject();
    NetworkSpec spec = subject.spec();
    for (StrategyProvider<?> strategy : registry().strategies()) {
      spec = with(subject, spec, strategy.id());
    }
    assumeThat(spec.strategies()).isNotEmpty();
    try (Network network = subject.networks().create(spec, 7)) {
      compare(trial, network, Form.WHOLE, 1, subject.size(9));
      compare(trial, network, Form.TILE, 1, subject.size(9));
    }
  }

  /** A strategy may find nothing to hold on to in a network, and says so when it is attached. */
  private static NetworkSpec with(Subject subject, NetworkSpec spec, String strategy) {
    NetworkSpec extended = spec.withStrategy(strategy);
    try {
      subject.networks().create(extended, 7).close();
      return extended;
    } catch (GraphException e) {
      assertThat(e).hasMessageStartingWith("Cannot attach " + strategy);
      return spec;
    }
  }

  @ParameterizedTest
  @MethodSource("oneScale")
  void saysWhichInputIsMissing(Trial trial) {
    try (Network network = trial.subject().network(1);
        Session session = trial.engine().open(network)) {
      Signature signature = session.signature(Form.WHOLE);
      String picture = signature.inputs().keySet().iterator().next();
      assertThatThrownBy(() -> session.run(Form.WHOLE, Map.of(), List.of(signature.output())))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining(picture);
    }
  }

  @ParameterizedTest
  @MethodSource("oneScale")
  void doesNotRunOnceClosed(Trial trial) {
    try (Network network = trial.subject().network(1)) {
      Session session = trial.engine().open(network);
      Signature signature = session.signature(Form.WHOLE);
      Map<String, Tensor> inputs = trial.subject().inputs(signature, 1, trial.subject().size(4), 1);
      session.close();
      assertThatThrownBy(() -> session.run(Form.WHOLE, inputs, List.of(signature.output())))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("closed");
    }
  }

  @ParameterizedTest
  @MethodSource("oneScale")
  void saysWhichOutputIsUnknown(Trial trial) {
    try (Network network = trial.subject().network(1);
        Session session = trial.engine().open(network)) {
      Signature signature = session.signature(Form.WHOLE);
      Map<String, Tensor> inputs = trial.subject().inputs(signature, 1, trial.subject().size(4), 1);
      assertThatThrownBy(() -> session.run(Form.WHOLE, inputs, List.of("no-such-output")))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no-such-output");
    }
  }

  /** What a provider says of itself holds for what it makes. */
  @Test
  void providersMakeTheEngineThatTheyName() {
    for (EngineProvider provider : registry().engines()) {
      Optional<String> reason = provider.unavailable();
      if (reason.isEmpty()) {
        assertThat(provider.create().id()).isEqualTo(provider.id());
      } else {
        assertThatThrownBy(provider::create)
            .isInstanceOf(EngineException.class)
            .hasMessageContaining(reason.get());
      }
    }
  }

  private static void compare(Trial trial, Network network, Form form, int samples, Size size) {
    try (Session reference = REFERENCE.open(network);
        Session session = trial.engine().open(network)) {
      Signature named = reference.signature(form);
      Signature other = session.signature(form);
      assertThat(other.inputs()).isEqualTo(named.inputs());
      Map<String, Tensor> inputs =
          new LinkedHashMap<>(trial.subject().inputs(named, samples, size, 5));
      inputs.putAll(means(named, samples));
      List<Tensor> expected = reference.run(form, inputs, outputs(named));
      List<Tensor> got = session.run(form, inputs, outputs(other));
      for (int i = 0; i < expected.size(); i++) {
        assertThat(got.get(i).name()).isEqualTo(outputs(other).get(i));
        assertThat(got.get(i).shape()).isEqualTo(expected.get(i).shape());
        assertThat(trial.subject().distance(data(got), data(expected))).isLessThan(TOLERANCE);
      }
    }
  }

  /** The picture, and what global means are means of. */
  private static List<String> outputs(Signature signature) {
    List<String> outputs = new ArrayList<>(List.of(signature.output()));
    signature.globalMeans().forEach(mean -> outputs.add(mean.source()));
    return outputs;
  }

  private static Map<String, Tensor> means(Signature signature, int samples) {
    Random random = new Random(8);
    Map<String, Tensor> means = new LinkedHashMap<>();
    for (GlobalMean mean : signature.globalMeans()) {
      float[] values = new float[samples * mean.channels()];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      means.put(
          mean.input(),
          new Tensor(mean.input(), new long[] {samples, mean.channels(), 1, 1}, values));
    }
    return means;
  }

  private static List<float[]> data(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::data).toList();
  }

  private static float[][] enlarge(
      Engine engine, Network network, float[][] picture, int width, int height, int tile) {
    try (Session session = engine.open(network)) {
      return new TiledInference(network, session, tile).run(picture, width, height);
    }
  }
}
