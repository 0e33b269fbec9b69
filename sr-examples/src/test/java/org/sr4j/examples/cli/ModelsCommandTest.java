package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {

  @Test
  void listsEachNetworkWithItsParametersAtEachScale() {
    SrRun run = sr("models");

    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0))
        .matches("MODEL +SCALES +PARAMETERS +MULTI-ADDS \\(G\\) +WEIGHTS +TILES +PAPER");
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "dyconvsr +x2 x3 x4 +59970 83850 117282 +1.83 1.42 1.28 +x2 +global-means"
                        + " +DyConvSR.*"));
  }

  @Test
  void jsonHoldsTheSame() throws JsonProcessingException {
    SrRun run = sr("models", "--json");

    assertThat(run.exitCode()).isZero();
    JsonNode rows = new ObjectMapper().readTree(run.out());
    assertThat(rows)
        .anySatisfy(
            row -> {
              assertThat(row.get("id").asText()).isEqualTo("dyconvsr");
              assertThat(row.get("tiling").asText()).isEqualTo("global-means");
              JsonNode first = row.get("scales").get(0);
              assertThat(first.get("scale").asInt()).isEqualTo(2);
              assertThat(first.get("parameters").asLong()).isEqualTo(59970);
              assertThat(first.get("multiAdds").asLong()).isEqualTo(1_830_413_088L);
              assertThat(first.get("weights").asBoolean()).isTrue();
            });
  }

  @Test
  void showsOneNetworkInDetail() {
    SrRun run = sr("models", "srcnn");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("srcnn: SRCNN, three convolutions on the bicubic enlargement")
        .contains("Dong, Loy, He, Tang", "https://doi.org/10.1109/TPAMI.2015.2439281")
        .contains("Y, samples from 0 to 1; padded to multiples of 1, at least 1 pixels a side")
        .contains("exact; a pixel depends on")
        .contains("middleKernel = 5")
        .containsPattern("x2 +57281 +52.7 G +89.4 M +353.9 MB +3 +-");
  }

  @Test
  void detailsAsJson() throws JsonProcessingException {
    SrRun run = sr("models", "srcnn", "--json");

    assertThat(run.exitCode()).isZero();
    JsonNode entry = new ObjectMapper().readTree(run.out());
    assertThat(entry.get("options").get("middleKernel").asInt()).isEqualTo(5);
    assertThat(entry.get("scales").get(2).get("convolutions").asInt()).isEqualTo(3);
  }

  @Test
  void anUnknownNetworkIsNamedWithItsNearest() {
    SrRun run = sr("models", "srcn");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("\"srcn\"", "Did you mean \"srcnn\"?");
  }
}
