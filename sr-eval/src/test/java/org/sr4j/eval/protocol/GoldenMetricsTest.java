package org.sr4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.testing.SharedData;

/** Six pairs of pictures whose scores another implementation computed. */
class GoldenMetricsTest {

  /** The reference values are printed with six decimals. */
  private static final double PRINTED = 2e-6;

  /** SSIM of RGB, computed with scikit-image 0.26 on the same pairs. */
  private static final Map<String, Double> SSIM_RGB =
      Map.of(
          "imdn_x2_set5_woman", 0.971012614,
          "lesrcnn_x2_set5_butterfly", 0.968120266,
          "imdn_x4_set14_comic", 0.710306161,
          "lesrcnn_x3_set14_foreman", 0.937110712,
          "bicubic_torch_x2_set5_bird", 0.965689084,
          "bicubic_matlab_x4_set14_bridge_crop", 0.560297338);

  @TestFactory
  Stream<DynamicTest> scoresEqualTheReference() throws IOException {
    Path folder = SharedData.golden("metrics");
    JsonNode pairs =
        new ObjectMapper().readTree(folder.resolve("metrics.json").toFile()).get("pairs");
    assertThat(pairs).hasSize(SSIM_RGB.size());
    return StreamSupport.stream(pairs.spliterator(), false)
        .map(pair -> DynamicTest.dynamicTest(pair.get("pair").asText(), () -> check(folder, pair)));
  }

  private static void check(Path folder, JsonNode pair) {
    Map<String, Pixels> files = new HashMap<>();
    for (String role : new String[] {"hr", "sr_floor", "sr_round"}) {
      files.put(role, PngRaster.read(folder.resolve(pair.get(role).asText())));
    }
    int scale = pair.get("scale").asInt();
    JsonNode wanted = pair.get("metrics");
    for (Protocol protocol : Protocol.builtIn()) {
      boolean floored = protocol.byteConversion() == ByteConversion.FLOOR;
      Score score =
          protocol.score(files.get(floored ? "sr_floor" : "sr_round"), files.get("hr"), scale);

      if (protocol.channel() == Channel.RGB) {
        assertThat(score.psnr()).isCloseTo(wanted.get("psnr_rgb").asDouble(), within(PRINTED));
        assertThat(score.ssim())
            .isCloseTo(SSIM_RGB.get(pair.get("pair").asText()), within(PRINTED));
      } else {
        assertThat(score.psnr())
            .as(protocol.id())
            .isCloseTo(wanted.get("psnr_y_" + protocol.id()).asDouble(), within(PRINTED));
        assertThat(score.ssim())
            .as(protocol.id())
            .isCloseTo(wanted.get("ssim_y_" + protocol.id()).asDouble(), within(PRINTED));
      }
    }
  }
}
