package org.sr4j.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

class WeightsMetadataTest {

  private static final Provenance PROVENANCE =
      new Provenance(
          "0123abc",
          "0.1.0",
          "model: dyconvsr\nsteps: 10\n",
          "ab".repeat(32),
          Long.MIN_VALUE,
          10,
          Map.of("psnr-y Set5", 35.98, "ssim", 0.1),
          "Java 17",
          Instant.parse("2026-11-20T12:34:56.789Z"));

  @Test
  void survivesAFile(@TempDir Path folder) {
    WeightsMetadata metadata =
        new WeightsMetadata("dyconvsr", 2, "{\"k\":4}", Optional.of(PROVENANCE));
    Path file = folder.resolve("x.safetensors");
    Tensor tensor = new Tensor("w", new long[] {1}, new float[] {1});
    Safetensors.write(Weights.of(List.of(tensor), metadata.toMap()), file);

    assertThat(WeightsMetadata.of(Safetensors.read(file))).contains(metadata);
  }

  @Test
  void usesTheKeysThatTheApiNames() {
    assertThat(new WeightsMetadata("m", 3, "{}", Optional.empty()).toMap())
        .isEqualTo(
            Map.of(
                "sr4j.format", "1",
                "sr4j.model", "m",
                "sr4j.scale", "3",
                "sr4j.options", "{}"));
  }

  @Test
  void weightsOfOthersHaveNone() {
    assertThat(WeightsMetadata.of(weights(Map.of("format", "pt")))).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithIt() {
    assertThatThrownBy(() -> WeightsMetadata.of(weights(Map.of("sr4j.model", "m"))))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot read the metadata of the weights: got the scale \"null\","
                + " expected a whole number.");
    assertThatThrownBy(
            () -> WeightsMetadata.of(weights(Map.of("sr4j.model", "m", "sr4j.scale", "0"))))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("got model \"m\", scale 0, expected an id and at least 1");
  }

  @Test
  void refusesAProvenanceThatIsNone() {
    for (String text : List.of("", "[]", "{\"time\":1", "{\"time\":\"yesterday\"}", time("-1"))) {
      Map<String, String> map =
          Map.of("sr4j.model", "m", "sr4j.scale", "2", "sr4j.provenance", text);
      assertThatThrownBy(() -> WeightsMetadata.of(weights(map)))
          .as(text)
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("provenance");
    }
  }

  private static String time(String steps) {
    return "{\"time\":\"2026-01-01T00:00:00Z\",\"steps\":" + steps + "}";
  }

  @Test
  void aProvenanceWithLaterFieldsIsRead() {
    String later = "{\"time\":\"2026-01-01T00:00:00Z\",\"steps\":3,\"later\":[1]}";
    Map<String, String> map =
        Map.of("sr4j.model", "m", "sr4j.scale", "2", "sr4j.provenance", later);

    Provenance read = WeightsMetadata.of(weights(map)).orElseThrow().provenance().orElseThrow();

    assertThat(read.steps()).isEqualTo(3);
    assertThat(read.commit()).isEmpty();
  }

  @Test
  void aProvenanceChecksItself() {
    assertThatThrownBy(
            () -> new Provenance("", "", "", "", 0, 0, Map.of("m", Double.NaN), "", Instant.EPOCH))
        .hasMessage("metric m: got NaN, expected a finite number");
  }

  private static Weights weights(Map<String, String> metadata) {
    return Weights.of(List.of(), metadata);
  }
}
