package org.sr4j.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.Detection;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.NetworkSpec;
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
      throw new UnsupportedOperationException("detection builds nothing");
    }

    @Override
    public List<Detection<Width>> detect(Weights weights) {
      return detection.apply(weights);
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
                + " Name the model, its options or the scale.");
    assertThatThrownBy(() -> DETECTOR.detect(weights("c"), "x.pth", hint(null, 2)))
        .hasMessageContaining("twin-1 x2 {width=3}, twin-2 x2 {width=3}");
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

  @Test
  void officialWeightsOfNetworksThatAreNotHereAreDescribed() {
    Path file = SharedData.data("checkpoints").resolve("RFDN/RFDN_AIM.pth");

    assertThatThrownBy(
            () ->
                new ModelDetector(Registry.load())
                    .detect(WeightsFiles.read(file), "RFDN_AIM.pth", ModelHint.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("got 128 tensors with 433448 values: fea_conv.weight[50, 3, 3, 3], ")
        .hasMessageContaining("dyconvsr");
  }
}
