package org.sr4j.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.api.spi.Detection;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;

class ModelDetectorTest {

  /** Options of the models below. */
  record Width(int width) {}

  /** A plugin's model, of which only the detection matters here. */
  private record Fake(String id, Function<Weights, List<Detection<Width>>> detection)
      implements ModelProvider<Width> {

    @Override
    public Class<Width> optionsType() {
      return Width.class;
    }

    @Override
    public Width defaults() {
      return new Width(64);
    }

    @Override
    public Width tiny() {
      return new Width(4);
    }

    @Override
    public Model create(Width options) {
      return new OneTensor(id, options);
    }

    @Override
    public List<Detection<Width>> detect(Weights weights) {
      return detection.apply(weights);
    }
  }

  /** Has one weight, named by the model's id, of shape [width, 2]. */
  private record OneTensor(String id, Width options) implements Model {

    @Override
    public ModelDescriptor descriptor() {
      return new ModelDescriptor(
          id,
          id,
          new TreeSet<>(List.of(2, 3, 4)),
          ColourMode.RGB,
          ValueRange.UNIT,
          1,
          1,
          0,
          TilingPolicy.LOCAL,
          new Paper("none", "https://example.org"));
    }

    @Override
    public Feature define(GraphScope scope, Feature lowRes) {
      String tensor = Map.of("one", "a", "many", "b").getOrDefault(id, "c");
      scope.weight(tensor, ParameterSpec.plain(Init.zeros(), options.width(), 2));
      return lowRes;
    }
  }

  /** Knows a tensor; its first size is the width. */
  private static Fake knows(String id, String tensor, int... scales) {
    return new Fake(
        id,
        weights ->
            weights.tensor(tensor).stream()
                .map(t -> new Width((int) t.shape()[0]))
                .flatMap(w -> IntStream.of(scales).mapToObj(s -> new Detection<>(w, s)))
                .toList());
  }

  private static ModelDetector detector(Fake... models) {
    SrPlugin plugin =
        new SrPlugin() {
          @Override
          public String id() {
            return "fakes";
          }

          @Override
          public List<ModelProvider<?>> models() {
            return List.of(models);
          }
        };
    return new ModelDetector(Registry.of(plugin));
  }

  private static final ModelDetector DETECTOR =
      detector(
          knows("one", "a", 2),
          knows("many", "b", 2, 3, 4),
          knows("twin-1", "c", 2),
          knows("twin-2", "c", 2),
          new Fake(
              "broken",
              w -> {
                throw new ArrayIndexOutOfBoundsException("a shape that it did not expect");
              }));

  private static Weights weights(String... names) {
    List<Tensor> tensors = new ArrayList<>();
    for (String name : names) {
      tensors.add(new Tensor(name, new long[] {3, 2}, new float[6]));
    }
    return Weights.of(tensors, Map.of());
  }

  private static ModelHint hint(String model, int scale) {
    return new ModelHint(
        Optional.ofNullable(model), scale == 0 ? OptionalInt.empty() : OptionalInt.of(scale));
  }

  @Test
  void takesTheOneModelThatKnowsTheWeights() {
    NetworkSpec found = DETECTOR.detect(weights("a"), "x.pth", ModelHint.none());

    assertThat(found).isEqualTo(new NetworkSpec("one", Map.of("width", 3), 2, List.of()));
  }

  @Test
  void aHintChoosesAmongScalesAndModels() {
    assertThat(DETECTOR.detect(weights("b"), "x", hint(null, 3)).scale()).isEqualTo(3);
    assertThat(DETECTOR.detect(weights("b"), "x", hint("many", 4)).scale()).isEqualTo(4);
    assertThat(DETECTOR.detect(weights("c"), "x", hint("twin-2", 0)).model()).isEqualTo("twin-2");
  }

  @Test
  void listsTheCandidates() {
    assertThatThrownBy(() -> DETECTOR.detect(weights("b"), "x.pth", ModelHint.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot tell which network the weights are of [x.pth]: got weights that fit"
                + " many x2 {width=3}, many x3 {width=3}, many x4 {width=3},"
                + " expected one network and scale."
                + " The tensors are the same at each of these scales: name the scale.");
    assertThatThrownBy(() -> DETECTOR.detect(weights("c"), "x.pth", hint(null, 2)))
        .hasMessageContaining("twin-1 x2 {width=3}, twin-2 x2 {width=3}")
        .hasMessageEndingWith("Name the model or the scale.");
  }

  @Test
  void saysWhatTheWeightsLookLikeAndWhatIsKnown() {
    assertThatThrownBy(
            () -> DETECTOR.detect(weights("u", "v", "w", "x", "y", "z"), "x.pth", ModelHint.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot tell which network the weights are of [x.pth]: got 6 tensors with 36 values:"
                + " u[3, 2], v[3, 2], w[3, 2], x[3, 2], y[3, 2], ...,"
                + " expected weights of a known network: broken, many, one, twin-1, twin-2."
                + " Is there a plugin for this network, and is it on the class path?");
  }

  @Test
  void aHintThatContradictsTheWeightsIsAnError() {
    assertThatThrownBy(() -> DETECTOR.detect(weights("a"), "x.pth", hint("many", 3)))
        .isInstanceOf(WeightsException.class)
        .hasMessageEndingWith("got weights of one x2 {width=3}, expected many x3 as asked for.");
    assertThatThrownBy(() -> DETECTOR.detect(weights("a"), "x.pth", hint(null, 4)))
        .hasMessageEndingWith("expected x4 as asked for.");
  }

  @Test
  void whoNamesModelAndScaleOfUnknownWeightsIsBelieved() {
    assertThat(DETECTOR.detect(weights("u"), "x", hint("many", 3)))
        .isEqualTo(new NetworkSpec("many", 3));
    assertThatThrownBy(() -> DETECTOR.detect(weights("u"), "x", hint("many", 0)))
        .hasMessageContaining("got 1 tensors with 6 values: u[3, 2]");
  }

  @Test
  void weightsThatNameTheirNetworkAreBelieved() {
    Map<String, String> own =
        new WeightsMetadata("many", 3, "{\"width\":8}", Optional.empty()).toMap();

    NetworkSpec found = DETECTOR.detect(weights("a").withMetadata(own), "x", ModelHint.none());

    assertThat(found).isEqualTo(new NetworkSpec("many", Map.of("width", 8), 3, List.of()));
  }

  @Test
  void refusesOptionsThatAreNone() {
    for (String options : List.of("", "[]", "{", "3", "null")) {
      Map<String, String> own = new WeightsMetadata("many", 3, options, Optional.empty()).toMap();
      assertThatThrownBy(() -> DETECTOR.candidates(weights("a").withMetadata(own)))
          .as(options)
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("expected a JSON object");
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          RFDN/RFDN_AIM.pth,     'got 128 tensors with 433448 values: fea_conv.weight[50, 3, 3, 3], '
          RT4KSR/rt4ksr_x2.pth,  'got 51 tensors with 152233 values: gamma'
          """)
  void officialWeightsOfNetworksThatAreNotHereAreDescribed(String name, String got) {
    Path file = SharedData.data("checkpoints").resolve(name);

    assertThatThrownBy(
            () ->
                new ModelDetector(Registry.load())
                    .detect(WeightsFiles.read(file), name, ModelHint.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(got)
        .hasMessageContaining("expected weights of a known network: ")
        .hasMessageContaining(", carn, carn-m, ");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          CARN/carn_m.pth,               carn-m,   2
          CARN/carn_m.pth,               carn-m,   3
          CARN/carn_m.pth,               carn-m,   4
          LESRCNN/lesrcnn_x2.pth,        lesrcnn,  2
          LESRCNN/lesrcnn_x4.pth,        lesrcnn,  4
          s-LWSR/s-lwsr32_x4_epoch1.pt,  s-lwsr32, 4
          IMDN/IMDN_x2.pth,              imdn,     2
          IMDN/IMDN_x4.pth,              imdn,     4
          LKDN/LKDN_x2.pth,              lkdn,     2
          LKDN/LKDN_x4.pth,              lkdn,     4
          """)
  void officialWeightsTellTheirNetwork(String name, String model, int scale) {
    Weights weights = WeightsFiles.read(SharedData.data("checkpoints").resolve(name));
    Registry registry = Registry.load();

    NetworkSpec found = new ModelDetector(registry).detect(weights, name, hint(null, scale));

    assertThat(found.model()).isEqualTo(model);
    assertThat(found.scale()).isEqualTo(scale);
    // The released networks have their papers' options.
    Networks networks = new Networks(registry);
    try (Network defaults = networks.create(new NetworkSpec(model, scale), 1);
        Network detected = networks.create(found, 1)) {
      assertThat(detected.weights().metadata()).isEqualTo(defaults.weights().metadata());
    }
  }
}
