package org.sr4j.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.testing.SyntheticData;
import org.sr4j.models.train.testing.TestRun;

@Tag("slow")
class TrainingMemoryTest {

  private static final int STEPS = 2000;
  private static final int WARM = 200;

  @TempDir Path folder;

  @Test
  void memoryStaysFlatOverManySteps() {
    List<Long> pointers = new ArrayList<>();
    List<Long> process = new ArrayList<>();
    TrainingConfig config = TestRun.config(folder, STEPS);
    TestRun.trainer(new SyntheticData(50))
        .run(
            config,
            new TrainingListener() {
              @Override
              public void onStep(StepReport step) {
                if (step.step() >= WARM && step.step() % 100 == 0) {
                  System.gc();
                  pointers.add(Pointer.totalBytes());
                  process.add(Pointer.physicalBytes());
                }
              }
            });
    // One leaked batch a step would be 2000 * 12 KiB = 24 MiB; a leaked activation more.
    assertThat(pointers.get(pointers.size() - 1) - pointers.get(0)).isLessThan(1 << 20);
    // The JVM's own memory (heap pages, compiled code) moves by some tens of MiB.
    assertThat(process.get(process.size() - 1) - process.get(0)).isLessThan(128L << 20);
  }
}
