package org.sr4j.models.network.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.conv.DynamicSnakeConv.OffsetNorm;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.network.carn.CarnOptions;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions;
import org.sr4j.models.network.edsr.EdsrOptions;
import org.sr4j.models.network.edsr.ShallowEdsrOptions;
import org.sr4j.models.network.edsr.ShallowEdsrOptions.Attention;
import org.sr4j.models.network.fsrcnn.FsrcnnOptions;
import org.sr4j.models.network.idn.IdnOptions;
import org.sr4j.models.network.imdn.ImdnOptions;
import org.sr4j.models.network.lapsrn.LapSrnOptions;
import org.sr4j.models.network.lesrcnn.LesrcnnOptions;
import org.sr4j.models.network.lesrcnn.LesrcnnOptions.Trunk;
import org.sr4j.models.network.lkdn.LkdnOptions;
import org.sr4j.models.network.lmfn.LmfnOptions;
import org.sr4j.models.network.lmfn.LmfnOptions.Fusion;
import org.sr4j.models.network.lmfn.LmfnOptions.Modulation;
import org.sr4j.models.network.lmfn.LmfnOptions.SnakeDirection;
import org.sr4j.models.network.memnet.MemNetOptions;
import org.sr4j.models.network.rcan.RcanOptions;
import org.sr4j.models.network.slwsr.SLwsrOptions;
import org.sr4j.models.network.srcnn.SrcnnOptions;
import org.sr4j.models.network.vdsr.VdsrOptions;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;

/**
 * Weights of every network, with options drawn at random and nothing said of them, tell the network
 * that they were made with. What does not show in tensors is drawn as detection takes it to be.
 */
class DetectionTest {

  private static final int DRAWS = 3;

  private static final Registry REGISTRY = Registry.of(new ModelsPlugin());
  private static final Networks NETWORKS = new Networks(REGISTRY);
  private static final ModelDetector DETECTOR = new ModelDetector(REGISTRY);

  @TestFactory
  Stream<DynamicTest> weightsTellTheirNetwork() {
    return REGISTRY.models().stream()
        // No tensors, nothing to tell.
        .filter(p -> !p.id().equals("bicubic"))
        .map(p -> DynamicTest.dynamicTest(p.id(), () -> checkDraws(p)));
  }

  private static void checkDraws(ModelProvider<?> provider) {
    SortedSet<Integer> scales =
        NETWORKS.model(new NetworkSpec(provider.id(), 1)).descriptor().scales();
    Random random = new Random(provider.id().hashCode());
    for (int scale : scales) {
      for (int draw = 0; draw < DRAWS; draw++) {
        check(provider.id(), drawn(provider.id(), random), scale);
      }
    }
  }

  private static void check(String id, Record options, int scale) {
    String json = OptionsBinder.toJson(options);
    NetworkSpec spec = new NetworkSpec(id, map(json), scale, List.of());
    Weights anonymous = weights(id, json, scale);

    List<NetworkSpec> found = DETECTOR.candidates(anonymous);

    // Weights that serve several scales are found for each; a hint chooses.
    assertThat(found).as("%s x%d %s", id, scale, json).contains(spec);
    assertThat(found).allMatch(s -> s.model().equals(id) && s.options().equals(spec.options()));
    ModelHint hint = new ModelHint(Optional.empty(), OptionalInt.of(scale));
    assertThat(DETECTOR.detect(anonymous, "test", hint)).isEqualTo(spec);
  }

  @TestFactory
  Stream<DynamicTest> strangeShapesEndInTheDocumentedError() {
    return REGISTRY.models().stream()
        .map(p -> DynamicTest.dynamicTest(p.id(), () -> checkStrangeShapes(p)));
  }

  private static void checkStrangeShapes(ModelProvider<?> provider) {
    List<long[]> shapes =
        List.of(
            new long[0],
            new long[] {0},
            new long[] {2_000_000_000, 0},
            new long[] {60_000, 0, 3, 3},
            new long[] {0, 60_000, 3, 3},
            new long[] {1, 1, 1, 1, 1, 1, 1});
    List<Tensor> tensors =
        List.copyOf(weights(provider.id(), OptionsBinder.toJson(provider.tiny()), 2).tensors());
    Random random = new Random(5);
    for (int i = 0; i < shapes.size() && !tensors.isEmpty(); i++) {
      List<Tensor> strange = new ArrayList<>(tensors);
      int changed = random.nextInt(Math.min(8, tensors.size()));
      long[] shape = shapes.get(i);
      float[] data = new float[(int) Tensor.elements(shape)];
      strange.set(changed, new Tensor(tensors.get(changed).name(), shape, data));
      assertThatThrownBy(
              () -> DETECTOR.detect(Weights.of(strange, Map.of()), "x", ModelHint.none()))
          .as("%s", strange.get(changed))
          .isInstanceOf(WeightsException.class);
    }
  }

  @Test
  void moreBlocksThanAnyNetworkHasAreNotBuilt() {
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(new Tensor("head.0.weight", new long[] {4, 3, 3, 3}, new float[108]));
    tensors.add(new Tensor("tail.0.0.weight", new long[] {16, 4, 3, 3}, new float[576]));
    for (int i = 0; i < 2000; i++) {
      tensors.add(new Tensor("body." + i + ".body.0.weight", new long[] {0}, new float[0]));
    }
    Weights weights = Weights.of(tensors, Map.of());

    assertThat(REGISTRY.model("edsr-baseline").detect(weights)).isEmpty();
  }

  @Test
  void weightsThatDoNotShowTheirScaleAreAmbiguous() {
    Weights fsrcnn = weights("fsrcnn", OptionsBinder.toJson(FsrcnnOptions.tiny()), 3);

    assertThatThrownBy(() -> DETECTOR.detect(fsrcnn, "x.pth", ModelHint.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("got weights that fit fsrcnn x2 {")
        .hasMessageContaining("}, fsrcnn x3 {")
        .hasMessageContaining("}, fsrcnn x4 {")
        .hasMessageEndingWith("The tensors are the same at each of these scales: name the scale.");
  }

  @Test
  void everythingThatKeepsWeightsFromFittingIsListed() {
    List<Tensor> tensors =
        new ArrayList<>(weights("carn", OptionsBinder.toJson(CARN), 2).tensors());
    tensors.removeIf(t -> t.name().equals("b2.c1.body.0.bias"));
    tensors.replaceAll(
        t -> t.name().equals("exit.bias") ? new Tensor("exit.bias", new long[2], new float[0]) : t);
    tensors.add(new Tensor("ema.decay\u0007", new long[0], new float[1]));

    assertThatThrownBy(
            () -> DETECTOR.detect(Weights.of(tensors, Map.of()), "x.pth", ModelHint.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot tell which network the weights are of [x.pth]: got weights like those of"
                + " carn x2 {mobile=false, groups=1, multiScale=false, features=4} but for"
                + " b2.c1.body.0.bias[4] is missing; exit.bias[0, 0] should be [3];"
                + " ema.decay?[] is unknown to the network,"
                + " expected exactly the tensors of one network.");
  }

  private static final CarnOptions CARN = new CarnOptions(false, 1, false, 4);

  private static Weights weights(String id, String options, int scale) {
    NetworkSpec spec = new NetworkSpec(id, map(options), scale, List.of());
    try (Network network = NETWORKS.create(spec, 1)) {
      return network.weights().withMetadata(Map.of());
    }
  }

  private static Map<String, Object> map(String json) {
    try {
      return new ObjectMapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Record drawn(String id, Random random) {
    int n = 2 * (1 + random.nextInt(5));
    int few = 1 + random.nextInt(3);
    boolean coin = random.nextBoolean();
    ColourMode colour = coin ? ColourMode.RGB : ColourMode.Y;
    return switch (id) {
      case "srcnn" -> new SrcnnOptions(colour, 2 * few - 1);
      case "vdsr" -> new VdsrOptions(colour, 2 + few, n, random.nextBoolean());
      case "fsrcnn" -> new FsrcnnOptions(colour, n, 1 + random.nextInt(n), few);
      case "lapsrn" -> new LapSrnOptions(few, n);
      case "memnet" -> new MemNetOptions(colour, 1 + random.nextInt(3), few, n);
      case "edsr-baseline" -> new EdsrOptions(few, n, 1);
      case "edsr-shallow" -> new ShallowEdsrOptions(few, 16, attention(random));
      case "idn" -> new IdnOptions(few, coin ? 4 : 8);
      case "imdn" -> new ImdnOptions(coin ? 16 : 32, few);
      case "rcan" -> new RcanOptions(1 + random.nextInt(2), few, n, coin ? 2 : 1);
      case "lkdn" -> new LkdnOptions(n, few, 1 + random.nextInt(4));
      case "lmfn" -> lmfn(few, random);
      case "carn" -> new CarnOptions(false, random.nextBoolean() ? 2 : 1, coin, n);
      case "carn-m" -> new CarnOptions(true, random.nextBoolean() ? 2 : 1, coin, n);
      case "lesrcnn" -> lesrcnn(coin ? Trunk.HOMOGENEOUS : Trunk.HETEROGENEOUS, false, n, random);
      case "lesrcnn-s" -> lesrcnn(coin ? Trunk.HOMOGENEOUS : Trunk.HETEROGENEOUS, true, n, random);
      case "lesrcnn-enhanced" -> lesrcnn(Trunk.ENHANCED, coin, n, random);
      case "s-lwsr16" -> sLwsr(n, random);
      case "s-lwsr32" -> sLwsr(32, random);
      // Compressed, for the test's time.
      case "s-lwsr64" -> sLwsr(64, random).withCompression(SLwsrOptions.Compression.ALL);
      case "s-lwsr128" -> sLwsr(128, random).withCompression(SLwsrOptions.Compression.ALL);
      case "dyconvsr" -> dyConvSr(4 * few, random);
      default -> throw new IllegalStateException("no options drawn for " + id);
    };
  }

  /** The two channel attentions have the same tensors: they are told apart by metadata only. */
  private static Attention attention(Random random) {
    List<Attention> distinct =
        List.of(Attention.NONE, Attention.SA, Attention.CBAM_SA, Attention.ESA);
    return distinct.get(random.nextInt(distinct.size()));
  }

  private static LmfnOptions lmfn(int few, Random random) {
    // A serial fusion is taken to be interactive.
    List<Fusion> fusions =
        List.of(Fusion.INTERACTIVE, Fusion.LKA_ONLY, Fusion.MSM_ONLY, Fusion.PARALLEL);
    boolean safm = random.nextInt(4) == 0;
    LmfnOptions unseen = LmfnOptions.defaults();
    return new LmfnOptions(
        16,
        List.of("MLI", "LIM").get(random.nextInt(2)),
        few,
        safm ? Modulation.SAFM : Modulation.SNAKE,
        safm ? unseen.kernel() : 2 * few - 1,
        safm ? unseen.direction() : SnakeDirection.values()[random.nextInt(4)],
        safm ? unseen.offsetNorm() : OffsetNorm.values()[random.nextInt(3)],
        safm || random.nextBoolean(),
        fusions.get(random.nextInt(fusions.size())),
        random.nextBoolean());
  }

  private static LesrcnnOptions lesrcnn(Trunk trunk, boolean multiScale, int n, Random random) {
    int groups = random.nextBoolean() ? 2 : 1;
    boolean bug16 = trunk == Trunk.ENHANCED;
    return new LesrcnnOptions(trunk, true, random.nextBoolean(), groups, multiScale, bug16, n);
  }

  private static SLwsrOptions sLwsr(int features, Random random) {
    int levels = random.nextBoolean() ? 4 : 2;
    List<SLwsrOptions.Pool> pools = List.of(SLwsrOptions.Pool.values());
    SLwsrOptions.Compression[] compressions = SLwsrOptions.Compression.values();
    return SLwsrOptions.of(features)
        .withLevels(levels)
        .withPool(pools.get(random.nextInt(levels == 4 ? 3 : 2)))
        .withCompression(compressions[random.nextInt(compressions.length)]);
  }

  private static DyConvSrOptions dyConvSr(int features, Random random) {
    DyConvSrOptions.Body body = DyConvSrOptions.Body.values()[random.nextInt(4)];
    boolean dynamic = body != DyConvSrOptions.Body.DYNAMIC || random.nextBoolean();
    boolean stacked = body == DyConvSrOptions.Body.DYNAMIC && dynamic;
    return new DyConvSrOptions(
        body == DyConvSrOptions.Body.IMDB ? 16 : features,
        1 + random.nextInt(3),
        stacked ? 1 + random.nextInt(4) : 4,
        30,
        DyConvSrOptions.Anchor.AS_RELEASED,
        dynamic,
        random.nextBoolean(),
        random.nextBoolean(),
        true,
        body);
  }
}
