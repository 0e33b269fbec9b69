package org.sr4j.models.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.weights.Tensor;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.models.SuperResolver;
import org.sr4j.models.engine.nd4j.Nd4jEngine;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.tiling.TilePlan;
import org.sr4j.models.tiling.TiledInference;
import org.sr4j.models.weights.Safetensors;

/**
 * What every network keeps, whoever wrote it. A plugin's author extends this class and names the
 * plugin; the tests run over its models with their tiny options, at every scale.
 *
 * <pre>{@code
 * class EspcnContractTest extends ModelContract {
 *   @Override
 *   protected List<SrPlugin> plugins() {
 *     return List.of(new EspcnPlugin());
 *   }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ModelContract {

  /** float32 sums in another order, as a part of the range or of the largest value. */
  private static final double ROUNDING = 1e-5;

  /** How much wider than needed the described receptive radius may be, in pixels. */
  private static final int LOOSENESS = 4;

  private static final Engine ENGINE = new Nd4jEngine(64L << 20);

  private final MarkerPlugin markers = new MarkerPlugin();
  private Registry registry;

  @TempDir Path folder;

  /** The plugins whose models are looked at. */
  protected abstract List<SrPlugin> plugins();

  private Registry registry() {
    if (registry == null) {
      List<SrPlugin> all = new ArrayList<>(plugins());
      all.add(markers);
      registry = Registry.of(all.toArray(SrPlugin[]::new));
    }
    return registry;
  }

  final Stream<Subject> everyScale() {
    return Subject.of(registry());
  }

  final Stream<Subject> oneScale() {
    return everyScale().filter(Subject::isFirstScale);
  }

  final Stream<Subject> learnedAtEveryScale() {
    return everyScale().filter(Subject::isLearned);
  }

  final Stream<Subject> learned() {
    return oneScale().filter(Subject::isLearned);
  }

  /** What is never tiled may depend on anything. */
  final Stream<Subject> boundedFields() {
    return oneScale().filter(s -> s.descriptor().tiling() != TilingPolicy.WHOLE);
  }

  final Stream<ModelProvider<?>> providers() {
    return registry().models().stream();
  }

  @ParameterizedTest
  @MethodSource("providers")
  <O extends Record> void descriptorsSayWhoseTheyAre(ModelProvider<O> provider) {
    for (O options : List.of(provider.defaults(), provider.tiny())) {
      ModelDescriptor descriptor = provider.create(options).descriptor();
      assertThat(descriptor.id()).isEqualTo(provider.id());
      assertThat(descriptor.title()).isNotBlank();
      assertThat(descriptor.paper().citation()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("everyScale")
  void sameSeedSameBits(Subject subject) {
    float[][] picture = subject.planes(9, 6, 1);
    float[][] first;
    try (Network network = subject.network(7);
        Session session = ENGINE.open(network)) {
      TiledInference inference = new TiledInference(network, session, 0);
      first = inference.run(picture, 9, 6);
      assertThat(inference.run(picture, 9, 6)).isDeepEqualTo(first);
    }
    try (Network network = subject.network(7)) {
      assertThat(enlarge(network, picture, 9, 6, 0)).isDeepEqualTo(first);
    }
    if (!subject.isLearned()) {
      return;
    }
    try (Network network = subject.network(8)) {
      assertThat(subject.distance(enlarge(network, picture, 9, 6, 0), first)).isPositive();
    }
  }

  /** The graph itself, at the least sizes that the descriptor allows. */
  @ParameterizedTest
  @MethodSource("everyScale")
  void takesTheSizesThatItsDescriptorSays(Subject subject) {
    try (Network network = subject.network(1);
        Session session = ENGINE.open(network)) {
      for (Size size : List.of(subject.size(1), subject.size(subject.size(1).height() + 1))) {
        Signature graph = session.signature(Form.WHOLE);
        Map<String, Tensor> inputs = subject.inputs(graph, 1, size, 2);
        Tensor out = session.run(Form.WHOLE, inputs, List.of(graph.output())).get(0);
        assertThat(out.shape())
            .containsExactly(
                1,
                subject.descriptor().colour().channels(),
                (long) size.height() * subject.scale(),
                (long) size.width() * subject.scale());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyScale")
  void picturesOfAnySizeGrowByTheScaleExactly(Subject subject) {
    try (Network network = subject.network(3);
        SuperResolver resolver = SuperResolver.over(network, ENGINE, 4)) {
      for (int[] side : new int[][] {{1, 1}, {7, 1}, {1, 7}, {9, 5}}) {
        float[][] planes = subject.planes(side[0], side[1], 4);
        float max = subject.descriptor().range().max();
        float[][] unit = map(planes, v -> v / max);
        Pixels out = resolver.upscale(Pixels.of(side[0], side[1], unit));
        assertThat(out.width()).isEqualTo(side[0] * subject.scale());
        assertThat(out.height()).isEqualTo(side[1] * subject.scale());
        float[][] expected =
            map(
                enlarge(network, planes, side[0], side[1], 0),
                v -> Math.max(0, Math.min(1, v / max)));
        float[][] got =
            IntStream.range(0, out.channels()).mapToObj(out::plane).toArray(float[][]::new);
        assertThat(subject.distance(got, expected) * max).isLessThan(ROUNDING);
      }
    }
  }

  private interface Change {
    float of(float value);
  }

  private static float[][] map(float[][] planes, Change change) {
    float[][] changed = new float[planes.length][];
    for (int c = 0; c < planes.length; c++) {
      changed[c] = new float[planes[c].length];
      for (int i = 0; i < planes[c].length; i++) {
        changed[c][i] = change.of(planes[c][i]);
      }
    }
    return changed;
  }

  /** Pictures that are no multiple of the tile or of the network's size, in several tiles. */
  @ParameterizedTest
  @MethodSource("everyScale")
  void tilesGiveTheWholePicture(Subject subject) {
    ModelDescriptor descriptor = subject.descriptor();
    int tile = 6;
    int window = tile + 2 * (descriptor.receptiveRadius() + descriptor.sizeMultiple());
    int width = window + 9;
    int height = window + 2;
    if (descriptor.tiling() != TilingPolicy.WHOLE) {
      int multiple = descriptor.sizeMultiple();
      TilePlan plan =
          TilePlan.of(
              width / multiple * multiple,
              height / multiple * multiple,
              tile,
              descriptor.receptiveRadius(),
              multiple);
      assertThat(plan.tiles()).hasSizeGreaterThan(3);
    }
    try (Network network = subject.network(5)) {
      float[][] picture = subject.planes(width, height, 6);
      float[][] whole = enlarge(network, picture, width, height, 0);
      float[][] tiled = enlarge(network, picture, width, height, tile);
      assertThat(subject.distance(tiled, whole)).isLessThan(ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("boundedFields")
  void receptiveRadiusIsTheDescribed(Subject subject) {
    int described = subject.descriptor().receptiveRadius();
    assertThat(ReceptiveField.measure(subject)).isBetween(described - LOOSENESS, described);
  }

  /** All forms of the graph ask for the same weights and buffers. */
  @ParameterizedTest
  @MethodSource("learnedAtEveryScale")
  void trainingAndInferenceHaveTheSameParameters(Subject subject) {
    try (Network network = subject.network(1)) {
      Size size = network.smallestSize();
      TreeSet<String> names = new TreeSet<>(network.trainingGraph(size).parameters().keySet());
      long count = network.parameterCount();
      assertThat(names).isNotEmpty();
      for (GraphRequest request :
          List.of(
              GraphRequest.WHOLE,
              GraphRequest.TILES,
              GraphRequest.WHOLE.withBatch(BatchForm.ANY))) {
        NetworkGraph graph = network.graph(request.withSize(size));
        assertThat(new TreeSet<>(graph.parameters().keySet())).isEqualTo(names);
      }
      assertThat(network.parameterCount()).isEqualTo(count);
    }
  }

  @ParameterizedTest
  @MethodSource("learnedAtEveryScale")
  void savedWeightsGiveTheSameBits(Subject subject) {
    float[][] picture = subject.planes(6, 8, 3);
    Path file = folder.resolve("weights.safetensors");
    float[][] expected;
    try (Network network = subject.network(1)) {
      expected = enlarge(network, picture, 6, 8, 0);
      Safetensors.write(network.weights(), file);
    }
    try (Network network = subject.network(2)) {
      assertThat(subject.distance(enlarge(network, picture, 6, 8, 0), expected)).isPositive();
      network.load(Safetensors.read(file));
      assertThat(enlarge(network, picture, 6, 8, 0)).isDeepEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("learned")
  void gradientsEqualFiniteDifferences(Subject subject) {
    FiniteDifferences.check(subject.model(), subject.scale(), subject.size(5), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("everyScale")
  void aBatchIsItsSamples(Subject subject) {
    try (Network network = subject.network(1);
        Session session = ENGINE.open(network)) {
      Signature graph = session.signature(Form.WHOLE);
      List<String> output = List.of(graph.output());
      Map<String, Tensor> batch = subject.inputs(graph, 2, subject.size(6), 3);
      Tensor together = session.run(Form.WHOLE, batch, output).get(0);
      int length = together.data().length / 2;
      for (int i = 0; i < 2; i++) {
        float[] alone = session.run(Form.WHOLE, Subject.sample(batch, i), output).get(0).data();
        float[] part = Arrays.copyOfRange(together.data(), i * length, (i + 1) * length);
        assertThat(subject.distance(List.of(part), List.of(alone))).isLessThan(ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("oneScale")
  void aStrategyOfDefaultHooksChangesNoBit(Subject subject) {
    float[][] picture = subject.planes(7, 5, 3);
    float[][] expected;
    try (Network network = subject.network(1)) {
      expected = enlarge(network, picture, 7, 5, 0);
    }
    NetworkSpec spec = subject.spec().withStrategy(MarkerPlugin.NEUTRAL);
    try (Network network = subject.networks().create(spec, 1)) {
      assertThat(enlarge(network, picture, 7, 5, 0)).isDeepEqualTo(expected);
    }
  }

  /** A shallow feature and blocks 0, 1, ... are marked, each once, and what hooks do there acts. */
  @ParameterizedTest
  @MethodSource("learned")
  void markersAreConsistent(Subject subject) {
    float[][] picture = subject.planes(7, 5, 3);
    NetworkSpec spec = subject.spec().withStrategy(MarkerPlugin.ACTING);
    try (Network plain = subject.network(1);
        Network marked = subject.networks().create(spec, 1)) {
      assertThat(
              subject.distance(enlarge(marked, picture, 7, 5, 0), enlarge(plain, picture, 7, 5, 0)))
          .isPositive();
      Size size = plain.smallestSize();
      NetworkGraph graph = marked.graph(GraphRequest.WHOLE.withSize(size));
      int blocks = markers.passed.size() - 1;
      List<String> expected = new ArrayList<>(List.of("shallow"));
      IntStream.range(0, blocks).forEach(i -> expected.add("block." + i));
      assertThat(markers.passed).containsExactlyInAnyOrderElementsOf(expected);
      Map<String, String> taps = plain.graph(GraphRequest.WHOLE.withSize(size)).taps();
      assertThat(
              taps.keySet().stream()
                  .filter(tap -> !tap.startsWith("residual.") && !tap.equals("long_skip"))
                  .collect(Collectors.toList()))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(graph.taps().values()).allMatch(graph.graph()::hasVariable);
    }
  }

  /**
   * What 50 runs keep would show as growth in each of twelve rounds; pages that the heap touches
   * would not.
   */
  @ParameterizedTest
  @MethodSource("oneScale")
  void nativeMemoryStaysFlat(Subject subject) {
    Size size = subject.size(96);
    try (Network network = subject.network(1);
        Session session = ENGINE.open(network)) {
      Signature graph = session.signature(Form.WHOLE);
      Map<String, Tensor> inputs = subject.inputs(graph, 1, size, 1);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 12 && least >= FLAT; round++) {
        session.run(Form.WHOLE, inputs, List.of(graph.output()));
        long before = Pointer.physicalBytes();
        for (int run = 0; run < 50; run++) {
          session.run(Form.WHOLE, inputs, List.of(graph.output()));
        }
        least = Math.min(least, Pointer.physicalBytes() - before);
      }
      assertThat(least).isLessThan(FLAT);
    }
  }

  /** One map of four channels a run, leaked, would be 50 x 147 KiB. */
  private static final long FLAT = 4L << 20;

  private static float[][] enlarge(
      Network network, float[][] picture, int width, int height, int tile) {
    try (Session session = ENGINE.open(network)) {
      return new TiledInference(network, session, tile).run(picture, width, height);
    }
  }
}
