package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sr4j.examples.cli.SrRun.sr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;

class EvalCommandTest {

  @TempDir private Path folder;

  /** Smooth, so that bicubic brings it back almost, and not quite. */
  @BeforeEach
  void makeReference() {
    int side = 32;
    float[] plane = new float[side * side];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (float) (0.5 + 0.4 * Math.sin(i % side / 4.0) * Math.cos(i / side / 5.0));
    }
    ImageFiles.write(Pixels.of(side, side, plane, plane, plane), folder.resolve("waves.png"));
  }

  @Test
  void measuresBicubicAsText() {
    SrRun run = sr("eval", "--data", folder, "--model", "bicubic");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("bicubic x2 on").contains("mean of 1").contains("C (MATLAB-Y)");
  }

  @Test
  void jsonAndTheReportFileHoldTheSameScores() throws IOException {
    Path report = folder.resolve("report.csv");

    SrRun run = sr("eval", "-d", folder, "-m", "bicubic", "-p", "C,RGB", "--json", "-o", report);

    assertThat(run.exitCode()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out()).get("results").get(0);
    double psnr = result.at("/protocols/0/mean/psnr").asDouble();
    assertThat(psnr).isBetween(35.0, 70.0);
    assertThat(result.at("/protocols/1/id").asText()).isEqualTo("RGB");
    String row = Files.readAllLines(report).get(1);
    assertThat(row).startsWith("bicubic,java,");
    // CSV may round; six digits are more than anyone quotes.
    assertThat(Double.parseDouble(row.split(",")[11])).isEqualTo(psnr, within(1e-6));
  }

  @Test
  void aPictureThatCannotBeReadMakesTheResultIncomplete() throws IOException {
    Files.writeString(folder.resolve("broken.png"), "no picture");

    SrRun run = sr("eval", "-d", folder, "-m", "bicubic");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("INCOMPLETE: 1 of 2 pictures failed");
  }

  @Test
  void anUnknownProtocolNamesTheKnownOnes() {
    SrRun run = sr("eval", "-d", folder, "-m", "bicubic", "-p", "E");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("\"E\"").contains("RGB");
  }

  @Test
  void aReportOfUnknownKindIsRefusedBeforeAnyWork() {
    SrRun run = sr("eval", "-d", folder, "-m", "bicubic", "-o", folder.resolve("report.xls"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("expected .txt, .csv or .json");
  }

  @Test
  void csvAndJsonExcludeEachOther() {
    SrRun run = sr("eval", "-d", folder, "--csv", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--csv, --json are mutually exclusive");
  }
}
