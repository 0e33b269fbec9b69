package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.models.program.onnx.OnnxReader;

class ExplainCommandTest {

  @Test
  void printsTheProgramBeforeAndAfterThePasses() {
    SrRun run = sr("explain", "fsrcnn", "--scale", 3, "--size", 20);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("fsrcnn x3, input 20x20")
        .containsPattern("As lowered: \\d+ operations")
        .containsPattern("After the passes: \\d+ operations in \\d+ steps")
        .containsPattern("conv 5x5 1>56 \\+ bias")
        .containsPattern("transposed conv 9x9 56>1 stride 3 \\+ bias +1x1x60x60");
  }

  /** 56 kernels of 25 taps on 20x20 pixels. */
  @Test
  void jsonHoldsCosts() throws JsonProcessingException {
    SrRun run = sr("explain", "fsrcnn", "--size", 20, "--json");

    assertThat(run.exitCode()).isZero();
    JsonNode after = new ObjectMapper().readTree(run.out()).get("after");
    JsonNode first = after.get("steps").get(0);
    assertThat(first.get("cost").get("multiplyAdds").asLong()).isEqualTo(56 * 25 * 400);
    assertThat(first.get("operations")).hasSize(2);
    assertThat(after.get("total").get("bytes").asLong()).isPositive();
  }

  @Test
  void optionsAndStrategiesAreThoseOfTheNetwork() {
    SrRun plain = sr("explain", "edsr-baseline", "--option", "blocks=2", "--size", 8);
    SrRun with =
        sr("explain", "edsr-baseline", "--option", "blocks=2", "--size", 8, "--strategy", "ggas");

    assertThat(plain.exitCode()).isZero();
    assertThat(with.exitCode()).isZero();
    assertThat(with.out()).contains("depthwise", "sigmoid");
    assertThat(plain.out()).doesNotContain("sigmoid");
  }

  @Test
  void anUnknownNetworkIsNamedWithItsNearest() {
    SrRun run = sr("explain", "edsr-baselin");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("Did you mean \"edsr-baseline\"?");
  }

  @Test
  void withoutANetworkSaysSo() {
    SrRun run = sr("explain");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("neither a network nor weights", "sr models");
  }

  @Test
  void weightsSayWhatTheyAreOf() {
    SrRun run = sr("explain", "--weights", "any.safetensors", "--option", "blocks=2");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("any.safetensors", "got --option", "the weights say");
  }

  /** An exported program was optimised already; before and after are what the file says. */
  @Test
  void anOnnxFileIsExplainedToo(@TempDir Path folder) throws JsonProcessingException {
    Path net = folder.resolve("net.onnx");
    assertThat(sr("export", "-m", "dyconvsr", "-s", 2, "-o", net).err()).isEmpty();

    SrRun run = sr("explain", "--weights", net, "--size", 16, "--json");
    SrRun both = sr("explain", "imdn", "--weights", net);

    assertThat(run.err()).isEmpty();
    JsonNode told = new ObjectMapper().readTree(run.out());
    assertThat(told.get("network").asText()).isEqualTo("dyconvsr");
    assertThat(told.get("scale").asInt()).isEqualTo(2);
    assertThat(told.at("/before/operations").asInt())
        .isEqualTo(OnnxReader.read(net).operations().size());
    assertThat(told.at("/after/steps").size()).isLessThan(told.at("/before/steps").size());
    assertThat(both.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("got imdn, expected none of MODEL, --scale");
  }
}
