package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.weights.Safetensors;

/** {@code sr strategy}, and {@code --strategy} of the other commands. */
class StrategyCommandTest {

  @TempDir private Path folder;

  @Test
  void listsStrategiesWithTheirDefaults() {
    SrRun run = sr("strategy", "list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("ggas +\\{\"kernel\":7,\"init\":\"PAPER\"}")
        .containsPattern(
            "cwss +\\{\"initial\":null,\"shared\":false,\"longSkip\":false,\"init\":\"PAPER\"}");
  }

  @Test
  void describesPlacesParametersAndMultiAdds() {
    SrRun run =
        sr("strategy", "describe", "-m", "edsr-baseline", "-s", "4", "--strategy", "ggas,cwss");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("edsr-baseline x4 with ggas:kernel=7,init=paper,cwss:")
        .containsPattern(
            "ggas +shallow +64 +1/1 +reads it +dw.bias \\[64], dw.weight \\[64, 1, 7, 7], bn")
        .containsPattern("ggas +block 15 +64 +1/1 +changes it")
        .containsPattern("cwss +residual body.15 +64 +1/1 +changes it +body.15.alpha")
        .containsPattern("edsr-baseline +1517571 +1517571 +114.\\d+ G")
        .containsPattern("ggas +\\+7488 +\\+7360 +\\+0.417 G")
        .containsPattern("cwss +\\+1024 +\\+1024 +\\+0.000 G")
        .containsPattern("together +1526083 +1525955 +114.\\d+ G")
        .contains("A pixel depends on 3 more input pixels around it.");
  }

  @Test
  void descriptionAsJson() throws JsonProcessingException {
    SrRun run = sr("strategy", "describe", "-m", "fsrcnn", "--strategy", "ggas:kernel=5", "--json");

    assertThat(run.exitCode()).isZero();
    JsonNode plan = new ObjectMapper().readTree(run.out());
    assertThat(plan.get("parameters").asLong()).isEqualTo(12809 + 26 * 12 + 2 * 12 + 144 + 12);
    assertThat(plan.get("foldedParameters").asLong()).isEqualTo(12809 + 26 * 12 + 144 + 12);
    assertThat(plan.get("widening").asInt()).isEqualTo(2);
    JsonNode ggas = plan.get("strategies").get(0);
    assertThat(ggas.at("/strategy/options/kernel").asInt()).isEqualTo(5);
    assertThat(ggas.get("places")).hasSize(5);
    assertThat(ggas.at("/places/4/marker").asText()).isEqualTo("block 3");
  }

  @Test
  void whatDoesNotFitIsAnErrorOfOneLine() {
    for (String[] bad :
        new String[][] {
          {"fsrcnn", "cwss", "got a network that marks no residuals"},
          {"fsrcnn", "ggs", "Did you mean \"ggas\"?"},
          {"fsrcnn", "ggas:kernel=4", "got kernel = 4, expected an odd number"},
          {"fsrcnn", "ggas:kernl=5", "Did you mean \"kernel\"?"},
          {"fsrcnn", "ggas,ggas", "got \"ggas\" twice"},
          {"fsrcnn", "kernel=5", "expected ids with or without options, like"},
          {"espcn", "ggas", "Cannot find the model"},
        }) {
      SrRun run = sr("strategy", "describe", "-m", bad[0], "--strategy", bad[1]);
      assertThat(run.exitCode()).as(bad[1]).isNotZero();
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains(bad[2]);
    }
    SrRun none = sr("strategy", "describe", "-m", "fsrcnn");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("expected --strategy with one or more ids");
    assertThat(sr("strategy").exitCode()).isEqualTo(2);
  }

  @Test
  void modelsShowsNetworksWithThem() {
    SrRun one = sr("models", "fsrcnn", "--strategy", "ggas");

    assertThat(one.exitCode()).isZero();
    assertThat(one.out())
        .containsPattern("x2 +" + (12809 + 780) + " ")
        .contains("a pixel depends on 11 input pixels");
  }

  @Test
  void aHostsWeightsWithAnIdentityGiveTheHostsPicture() throws IOException {
    Path picture = folder.resolve("waves.png");
    int side = 24;
    float[] plane = new float[side * side];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (float) (0.5 + 0.4 * Math.sin(i % side / 4.0) * Math.cos(i / side / 5.0));
    }
    ImageFiles.write(Pixels.of(side, side, plane, plane, plane), picture);
    Path weights = folder.resolve("host.safetensors");
    try (Network network =
        SuperResolution.create().networks().create(new NetworkSpec("fsrcnn", 2), 1)) {
      Safetensors.write(network.weights(), weights);
    }
    Path plain = folder.resolve("plain.png");
    Path same = folder.resolve("same.png");
    assertThat(sr("upscale", picture, "-o", plain, "-w", weights).exitCode()).isZero();
    SrRun run =
        sr("upscale", picture, "-o", same, "-w", weights, "--strategy", "ggas:init=identity");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(ImageFiles.read(same).plane(0)).isEqualTo(ImageFiles.read(plain).plane(0));

    SrRun eval =
        sr("eval", "-d", folder, "-w", weights, "--strategy", "ggas:init=identity", "-p", "RGB");
    assertThat(eval.exitCode()).isZero();
    assertThat(eval.out()).contains("strategies asked for: ggas:init=identity");
  }

  @Test
  void plainInterpolationTakesNone() {
    SrRun run = sr("eval", "-d", folder, "-m", "bicubic", "--strategy", "ggas");

    assertThat(run.exitCode()).isNotZero();
  }
}
