package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.sr4j.examples.cli.SrRun.sr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.lowering.Lowering;
import org.sr4j.models.program.onnx.OnnxWriter;
import org.sr4j.models.weights.Safetensors;

class BenchCommandTest {

  @TempDir private Path folder;

  private static SrRun quick(Object... more) {
    Object[] all = new Object[more.length + 5];
    Object[] common = {"bench", "--warm-up", "0", "--rounds", "2"};
    System.arraycopy(common, 0, all, 0, common.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return sr(all);
  }

  @Test
  void measuresEachNetworkAtEachSize() throws JsonProcessingException {
    SrRun run =
        quick(
            "-n", "fsrcnn,idn", "-e", "nd4j", "--sizes", "6,9", "-s", "2", "--no-fresh", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(run.out()).get("rows");
    assertThat(rows).hasSize(4);
    JsonNode row = rows.get(3);
    assertThat(row.get("network").asText()).isEqualTo("idn");
    assertThat(row.get("engine").asText()).isEqualTo("nd4j");
    assertThat(row.get("scale").asInt()).isEqualTo(2);
    assertThat(row.get("size").asInt()).isEqualTo(9);
    double median = row.get("median_ms").asDouble();
    assertThat(median).isPositive();
    // 18 x 18 pixels in median milliseconds.
    assertThat(row.get("output_mpixel_per_s").asDouble() * median).isCloseTo(0.324, within(1e-9));
  }

  @Test
  void aScaleThatANetworkLacksIsReplacedByTheNextSmaller() throws JsonProcessingException {
    SrRun run = quick("-n", "lapsrn", "-s", "3", "--sizes", "4", "--no-fresh", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode row = new ObjectMapper().readTree(run.out()).get("rows").get(0);
    assertThat(row.get("scale").asInt()).isEqualTo(2);
  }

  @Test
  void aSizeThatANetworkDoesNotTakeIsNamed() {
    SrRun run = quick("-n", "dyconvsr", "-e", "nd4j", "--sizes", "33", "--no-fresh");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .contains("dyconvsr on nd4j at 33:")
        .contains("at least 4 a side, and a multiple of 2");
  }

  @Test
  void attentionsAreComparedWithTheBaseline() {
    Path report = folder.resolve("attentions.csv");
    SrRun run = quick("--attentions", "-e", "nd4j", "--sizes", "16", "--markdown", "-o", report);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("none +\\| +nd4j +\\| +16 +\\| +620336 +\\| +0 .* \\+0\\.0 % ")
        .containsPattern("CCA +\\| +nd4j +\\| +16 +\\| +620916 +\\| +580 .* \\+42\\.6 % ")
        .containsPattern("GGAS and CWSS +\\| +nd4j +\\| +16 +\\| +628336 +\\| +8000 ");
    assertThat(report).content().hasLineCount(9).contains("CWSS,nd4j,16,620848,512,");
  }

  @Test
  void networksAreComparedWithTheFirst() {
    SrRun run =
        quick("-n", "edsr-shallow,fsrcnn", "--compare", "-e", "nd4j", "--sizes", "8", "--csv");

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).startsWith("edsr-shallow,nd4j,8,620336,0,").contains(",0.0,");
    assertThat(lines.get(2)).startsWith("fsrcnn,nd4j,8,12809,-607527,");
  }

  @Test
  void weightsSayWhichNetworksAreCompared() {
    Path file = folder.resolve("mine.safetensors");
    NetworkSpec spec = new NetworkSpec("fsrcnn", 3).withOptions(Map.of("mappings", 1));
    try (Network network = SuperResolution.create().networks().create(spec, 1)) {
      Safetensors.write(network.weights(), file);
    }

    SrRun run = quick("-w", file, "-w", file, "-e", "nd4j", "--sizes", "8");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("mine      ").containsPattern("mine \\(2\\) +nd4j +8 +\\d+ +0 ");
  }

  @Test
  void anOnnxFileRunsOnTheEnginesThatRunPrograms() throws JsonProcessingException {
    Path file = folder.resolve("mine.onnx");
    try (Network network =
        SuperResolution.create().networks().create(new NetworkSpec("edsr-shallow", 2), 1)) {
      Program program = Lowering.lower(network, GraphRequest.WHOLE).program();
      OnnxWriter.write(program, file);
    }

    SrRun run = quick("--onnx", file, "-e", "vector,nd4j", "--sizes", "8", "--no-fresh", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode root = new ObjectMapper().readTree(run.out());
    assertThat(root.get("rows")).hasSize(1);
    JsonNode row = root.get("rows").get(0);
    assertThat(row.get("network").asText()).isEqualTo("mine");
    assertThat(row.get("engine").asText()).isEqualTo("vector");
    // Head, 16 convolutions of 64 channels, tail of 12 channels, on 8 x 8 pixels.
    double multiAdds = 64.0 * 9 * (3 * 64 + 16 * 64 * 64 + 64 * 12);
    assertThat(row.get("gflop_per_s").asDouble() * row.get("median_ms").asDouble() * 1e6)
        .isCloseTo(2 * multiAdds, withinPercentage(1));
    assertThat(root.get("skipped").get(0).get("engine").asText()).isEqualTo("nd4j");
  }

  @Test
  void layersAddUpToTheWhole() throws JsonProcessingException {
    SrRun run = quick("--layers", "-n", "edsr-shallow", "--sizes", "8", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(run.out()).get("rows");
    double share = 0;
    for (JsonNode row : rows) {
      share += row.get("share").asDouble();
    }
    assertThat(share).isCloseTo(1, within(1e-9));
    // Head, eight blocks of two, tail.
    assertThat(rows).hasSizeGreaterThanOrEqualTo(18);
  }

  @Test
  @Tag("slow")
  void aFreshJvmTellsTheFirstPictureAndItsMemory() throws JsonProcessingException {
    SrRun run = quick("-n", "fsrcnn", "-e", "nd4j", "--sizes", "8", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode row = new ObjectMapper().readTree(run.out()).get("rows").get(0);
    assertThat(row.get("open_ms").asDouble()).isPositive();
    assertThat(row.get("first_ms").asDouble()).isGreaterThan(row.get("median_ms").asDouble());
  }

  @Test
  void unknownNamesAndUselessNumbersAreUsageErrors() {
    assertThat(quick("-n", "fsrcn").err()).contains("Did you mean \"fsrcnn\"?");
    assertThat(quick("-n", "fsrcnn", "-e", "nd5j").err()).contains("Did you mean \"nd4j\"?");
    assertThat(quick("--sizes", "0").err()).contains("[--sizes]: got 0, expected 1 or more");
    assertThat(quick("-n", "fsrcnn", "--attentions").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(quick("-n", "fsrcnn", "-w", "x.pth").err())
        .contains("got --networks and --weights, expected one of them");
    assertThat(quick("--layers", "--compare").err()).contains("--layers with --compare");
    assertThat(quick("-o", "report.xls").err()).contains(".txt, .md, .csv or .json");
  }
}
