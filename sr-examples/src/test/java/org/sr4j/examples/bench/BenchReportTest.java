package org.sr4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.OptionsException;

class BenchReportTest {

  private static final Machine MACHINE =
      new Machine("Abacus 1", 2, "Linux", "OpenJDK", "0.1", "2026-01-01T00:00:00Z");

  private static final BenchRow FAST =
      new BenchRow(
          "fsrcnn", 4, "vector", 64, 12809L, 2, 1.9, 2.25, 32.8, 46.4, 100.0, 0.464, 1, 0, null,
          null, null);

  private static final BenchRow SLOW =
      new BenchRow(
          "fsrcnn", 4, "nd4j", 64, 12809L, 10, 9.5, 12.5, 6.55, 9.28, null, null, 5, 2e-7, 300.0,
          80.0, 250.0);

  private static final BenchReport REPORT =
      new BenchReport(
          MACHINE,
          new Rounds(2, 15),
          List.of(FAST, SLOW),
          List.of(new Skipped(null, "onnx", null, "not on the class path")));

  @Test
  void textHasAColumnForWhatIsKnownOfSomeRow() {
    assertThat(REPORT.in(ReportFormat.TEXT))
        .startsWith("Abacus 1, 2 processors")
        .contains("warm-up of at least 2 s and 3 runs each, then the median of 15 rounds in turn")
        .contains("NETWORK  SCALE  ENGINE  SIZE")
        .containsPattern(
            "fsrcnn +x4 +nd4j +64 +10\\.0 +9\\.50 +12\\.5 +6\\.55 +9\\.28 +- +5\\.00 +2e-07 +300 +80\\.0")
        .contains("Not measured:\n  onnx: not on the class path\n")
        .containsPattern("vector .* 46\\.4 +46\\.4 +1\\.00 ");
  }

  @Test
  void oneEngineIsNotComparedAndUnknownColumnsAreLeftOut() {
    BenchReport one = new BenchReport(MACHINE, new Rounds(2, 15), List.of(FAST), List.of());

    assertThat(one.in(ReportFormat.TEXT))
        .contains("MEDIAN")
        .doesNotContain("TO FIRST", "FIRST PICTURE", "Not measured");
  }

  @Test
  void markdownIsATable() {
    List<String> lines = REPORT.in(ReportFormat.MARKDOWN).lines().toList();

    int header =
        lines.indexOf(lines.stream().filter(l -> l.startsWith("| NETWORK")).findFirst().get());
    assertThat(lines.get(header + 1)).startsWith("| --- | ---: | ---: |");
    assertThat(lines.get(header + 1).chars().filter(c -> c == '|').count())
        .isEqualTo(lines.get(header).chars().filter(c -> c == '|').count());
    assertThat(lines).contains("- onnx: not on the class path");
  }

  @Test
  void jsonRowsAreWholeNumbersAreNotRounded() throws JsonProcessingException {
    JsonNode root = new ObjectMapper().readTree(REPORT.in(ReportFormat.JSON));

    JsonNode row = root.get("rows").get(1);
    assertThat(row.get("network").asText()).isEqualTo("fsrcnn");
    assertThat(row.get("engine").asText()).isEqualTo("nd4j");
    assertThat(row.get("size").asInt()).isEqualTo(64);
    assertThat(row.get("median_ms").asDouble()).isEqualTo(10);
    assertThat(row.get("difference").asDouble()).isEqualTo(2e-7);
    assertThat(root.get("rows").get(0).has("first_ms")).isFalse();
    assertThat(root.get("skipped").get(0).get("reason").asText()).contains("class path");
    assertThat(root.get("machine").get("processor").asText()).isEqualTo("Abacus 1");
  }

  @Test
  void csvHasALineForEachRow() {
    List<String> lines = REPORT.in(ReportFormat.CSV).lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("network,scale,engine,size,parameters,median_ms,p10_ms");
    assertThat(lines.get(1)).startsWith("fsrcnn,4,vector,64,12809,2.0,1.9,").endsWith(",,,");
    assertThat(lines.get(2)).endsWith(",300.0,80.0,250.0");
  }

  @Test
  void aFileSaysItsFormat() {
    assertThat(ReportFormat.of(Path.of("a/b.MD"))).isEqualTo(ReportFormat.MARKDOWN);
    assertThatThrownBy(() -> ReportFormat.of(Path.of("b.xls")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("\"xls\"", ".txt, .md, .csv or .json");
  }

  @Test
  void peakMemoryIsTheHighWaterMark() {
    assertThat(ProcessMemory.peakResident(List.of("VmPeak:\t  900 kB", "VmHWM:\t   123 kB")))
        .hasValue(123 * 1024);
    assertThat(ProcessMemory.peakResident(List.of("Name: java"))).isEmpty();
  }
}
