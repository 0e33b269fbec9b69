package org.sr4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.OptionsException;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.protocol.Protocol;

class ReportsTest {

  private final EvaluationResult complete = SampleResult.complete();
  private final EvaluationResult incomplete = SampleResult.incomplete();

  @Test
  void textHoldsScoresProtocolsAndProvenance() {
    assertThat(TextReport.of(complete))
        .isEqualTo(
            """
            dyconvsr x2 on Set2

            picture     PSNR C [dB]  SSIM C  PSNR RGB [dB]  SSIM RGB  time [s]
            baby             30.000  0.9000         28.500    0.8000     0.250
            bird, blue       33.123  0.9500         31.623    0.8500     0.250
            mean of 2        31.562  0.9250         30.062    0.8250     0.500

            %s
            %s
            engine          nd4j
            weights         source: embedded
            weights         commit: abc123
            data set        Set2, 2 pictures, SHA-256 of its list 00ff
            low resolution  the data set's own files
            time            of the upscaler alone; the first picture's holds what starting up took
            made by         SR4J 1.2.3, VM 17, Linux 6, 4 processors, 2026-01-02T03:04:05Z
            """
                .formatted(Protocol.C.describe(), Protocol.RGB.describe()));
  }

  @Test
  void textOfAnIncompleteResultSaysSo() {
    assertThat(TextReport.of(incomplete))
        .contains(
            "\nhead                      -       -              -         -    failed\n",
            "\nmean of 2 of 3       31.562",
            """

            INCOMPLETE: 1 of 3 pictures failed, so the data set has no score
            head: Cannot read the image [head.png]: got 0 bytes.
            """);
  }

  @Test
  void equalPicturesHaveAnInfinitePsnr() throws IOException {
    EvaluationResult perfect =
        SampleResult.with(List.of(SampleResult.scored("a", Double.POSITIVE_INFINITY, 1)));

    assertThat(TextReport.of(perfect)).contains("mean of 1          inf  1.0000");
    assertThat(json(perfect).at("/results/0/protocols/0/mean/psnr").asText()).isEqualTo("Infinity");
  }

  @Test
  void summaryPutsDataSetsSideBySideAndLeavesIncompleteOnesOut() {
    assertThat(SummaryReport.of(List.of(complete)))
        .startsWith(
            """
            PSNR [dB] / SSIM, C (MATLAB-Y)             Set2
            dyconvsr x2 (nd4j)              31.562 / 0.9250

            %s
            PSNR [dB] / SSIM, RGB             Set2
            """
                .formatted(Protocol.C.describe()));
    assertThat(SummaryReport.of(List.of(incomplete)))
        .contains("dyconvsr x2 (nd4j)              incomplete (1 failed)\n")
        .doesNotContain("31.562");
  }

  @Test
  void csvHasARowPerPictureAndProtocol() throws IOException {
    List<CSVRecord> rows =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(CsvReport.of(List.of(incomplete))))
            .getRecords();

    assertThat(rows).hasSize(6);
    CSVRecord bird = rows.get(1);
    assertThat(bird.get("picture")).isEqualTo("bird, blue");
    assertThat(bird.get("protocol")).isEqualTo("C");
    assertThat(bird.get("psnr_db")).isEqualTo("33.1234567");
    assertThat(bird.get("ssim")).isEqualTo("0.95");
    assertThat(bird.get("weights")).isEqualTo("source: embedded; commit: abc123");
    assertThat(bird.get("protocol_text")).isEqualTo(Protocol.C.describe().strip());
    assertThat(bird.get("started")).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(rows.get(5).get("protocol")).isEqualTo("RGB");
    assertThat(rows.get(5).get("psnr_db")).isEmpty();
    assertThat(rows.get(5).get("problem"))
        .isEqualTo("Cannot read the image [head.png]: got 0 bytes.");
    assertThat(rows).allMatch(row -> row.size() == rows.get(0).size());
  }

  @Test
  void jsonHasNoMeanOfAnIncompleteResult() throws IOException {
    JsonNode root = json(complete);
    JsonNode protocol = root.at("/results/0/protocols/0");
    assertThat(root.get("format").asText()).isEqualTo("sr4j-evaluation");
    assertThat(root.get("version").asInt()).isEqualTo(1);
    assertThat(root.at("/results/0/complete").asBoolean()).isTrue();
    assertThat(root.at("/results/0/weights/commit").asText()).isEqualTo("abc123");
    assertThat(root.at("/results/0/dataSet/sha256").asText()).isEqualTo("00ff");
    assertThat(root.at("/results/0/pictures/1/scores/RGB/ssim").asDouble()).isEqualTo(0.85);
    assertThat(protocol.get("id").asText()).isEqualTo("C");
    assertThat(protocol.at("/ssim/sigma").asDouble()).isEqualTo(1.5);
    assertThat(protocol.at("/downsampler/a").asDouble()).isEqualTo(-0.5);
    assertThat(protocol.at("/mean/ssim").asDouble()).isEqualTo(0.925);

    JsonNode broken = json(incomplete).get("results").get(0);
    assertThat(broken.get("complete").asBoolean()).isFalse();
    assertThat(broken.at("/protocols/0/mean").isNull()).isTrue();
    assertThat(broken.at("/protocols/0/meanOfScored/ssim").asDouble()).isEqualTo(0.925);
    assertThat(broken.at("/pictures/2/problem").asText()).contains("got 0 bytes");
  }

  @Test
  void filesAreWrittenByTheirExtensionOrNotAtAll(@TempDir Path folder) throws IOException {
    ReportFile.write(List.of(complete), folder.resolve("r.json"));
    ReportFile.write(List.of(complete), folder.resolve("r.csv"));
    ReportFile.write(List.of(complete, incomplete), folder.resolve("r.TXT"));

    assertThat(folder.resolve("r.json")).hasContent(JsonReport.of(List.of(complete)));
    assertThat(folder.resolve("r.csv")).hasBinaryContent(bytes(CsvReport.of(List.of(complete))));
    assertThat(folder.resolve("r.TXT"))
        .hasBinaryContent(bytes(TextReport.of(complete) + "\n\n" + TextReport.of(incomplete)));
    assertThatThrownBy(() -> ReportFile.write(List.of(complete), folder.resolve("r.xml")))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot write the report [%s]: got extension \"xml\", expected .txt, .csv or .json.",
            folder.resolve("r.xml"));
    assertThatThrownBy(() -> ReportFile.write(List.of(complete), folder.resolve("no/r.csv")))
        .isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  private static JsonNode json(EvaluationResult result) throws IOException {
    return new ObjectMapper().readTree(JsonReport.of(List.of(result)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
