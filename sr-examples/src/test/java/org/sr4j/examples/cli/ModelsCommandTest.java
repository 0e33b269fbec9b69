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
    assertThat(lines.get(0)).matches("MODEL +SCALES +PARAMETERS +WEIGHTS +TILES +PAPER");
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "dyconvsr +x2 x3 x4 +59970 83850 117282 +x2 +global-means +DyConvSR.*"));
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
              assertThat(first.get("weights").asBoolean()).isTrue();
            });
  }
}
