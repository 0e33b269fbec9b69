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
  void listsEachNetworkAtEachScaleWithItsParameters() {
    SrRun run = sr("models");

    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0)).matches("MODEL +SCALE +PARAMETERS +WEIGHTS +TILES +PAPER");
    assertThat(lines)
        .anyMatch(line -> line.matches("dyconvsr +x2 +59970 .*global_means +DyConvSR.*"));
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
              assertThat(row.get("scale").asInt()).isEqualTo(2);
              assertThat(row.get("parameters").asLong()).isEqualTo(59970);
              assertThat(row.get("tiling").asText()).isEqualTo("global_means");
              assertThat(row.get("weights").isBoolean()).isTrue();
            });
  }
}
