package org.sr4j.models.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.models.train.StepReport;
import org.sr4j.models.train.TrainingResult;
import org.sr4j.models.train.TrainingStart;
import org.sr4j.models.train.ValidationReport;
import org.sr4j.models.train.testing.TestRun;

class CsvLogTest {

  @TempDir Path folder;

  @Test
  void aRowHoldsMeansSinceTheLastOneAndTheValidation() throws IOException {
    CsvLog log = open(0);
    log.onStep(step(1, 0.5));
    log.onStep(step(2, 0.25));
    log.onStep(step(3, 0.125));
    log.onValidation(new ValidationReport(3, "b", Map.of("b", 30.5, "a", 0.9), true, 1));
    log.onStep(step(4, 0.0625));
    log.onEnd(end(4));
    assertThat(lines())
        .containsExactly(
            "step,loss,learning_rate,gradient_norm,ms_per_step,data_ms_per_step,a,b",
            "2,0.375000,1.0000e-03,2.00000,10.0,1.0,,",
            "3,0.125000,1.0000e-03,2.00000,10.0,1.0,0.9000,30.5000",
            "4,0.062500,1.0000e-03,2.00000,10.0,1.0,,");
  }

  @Test
  void aResumedRunDropsWhatCameAfterItsCheckpoint() throws IOException {
    CsvLog first = open(0);
    for (int i = 1; i <= 6; i++) {
      first.onStep(step(i, i));
    }
    first.onCheckpoint(folder, 6);
    // The run is killed while it writes a row.
    Files.writeString(file(), "8,0.1", java.nio.file.StandardOpenOption.APPEND);
    CsvLog second = open(4);
    second.onStep(step(5, 50));
    second.onStep(step(6, 60));
    second.onEnd(end(6));
    assertThat(lines())
        .containsExactly(
            "step,loss,learning_rate,gradient_norm,ms_per_step,data_ms_per_step,a,b",
            "2,1.500000,1.0000e-03,2.00000,10.0,1.0,,",
            "4,3.500000,1.0000e-03,2.00000,10.0,1.0,,",
            "6,55.000000,1.0000e-03,2.00000,10.0,1.0,,");
  }

  private CsvLog open(long step) {
    CsvLog log = new CsvLog(file(), new TreeSet<>(List.of("b", "a")));
    log.onStart(new TrainingStart(TestRun.config(folder, 10), 1, step, 1, 1, Set.of()));
    return log;
  }

  private Path file() {
    return folder.resolve("log.csv");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file());
  }

  private static StepReport step(long step, double loss) {
    return new StepReport(step, 10, loss, 1e-3, 2, 10, 1);
  }

  private static TrainingResult end(long step) {
    return new TrainingResult(step, 0, Optional.empty(), 0, Path.of("a"), Path.of("b"), false);
  }
}
