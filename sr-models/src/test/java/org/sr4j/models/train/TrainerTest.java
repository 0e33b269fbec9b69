package org.sr4j.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.TrainingException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.testing.SyntheticData;
import org.sr4j.models.train.testing.TestRun;
import org.sr4j.models.weights.Safetensors;

class TrainerTest {

  @TempDir Path folder;

  private final Trainer trainer = TestRun.trainer(new SyntheticData(1000));

  @Test
  void learnsOneBatchByHeart() {
    List<Double> losses = new ArrayList<>();
    TestRun.trainer(new SyntheticData(1))
        .run(
            TestRun.config(folder, 100),
            new TrainingListener() {
              @Override
              public void onStep(StepReport step) {
                losses.add(step.loss());
              }
            });
    // The nearest-neighbour skip alone leaves an error that no weights of so small a network
    // remove.
    assertThat(losses.get(99)).isLessThan(0.6 * losses.get(0));
  }

  @Test
  void anInterruptedRunEndsAsAnUninterruptedOne() {
    TrainingConfig whole = TestRun.config(folder.resolve("whole"), 10);
    TrainingResult expected = trainer.run(whole, TrainingListener.NONE);
    TrainingConfig halves = TestRun.config(folder.resolve("halves"), 10);
    TrainingResult half = trainer.run(halves, stopAt(5));
    assertThat(half.stopped()).isTrue();
    assertThat(half.step()).isEqualTo(5);
    TrainingResult result = trainer.run(halves.withResume(true), TrainingListener.NONE);

    assertThat(result.loss()).isEqualTo(expected.loss());
    assertThat(result.bestScore()).isEqualTo(expected.bestScore());
    assertThat(result.bestStep()).isEqualTo(expected.bestStep());
    // Weights, buffers, averages and moments, bit for bit.
    assertThat(read(result.checkpoint()).tensors())
        .containsExactlyElementsOf(read(expected.checkpoint()).tensors());
    assertThat(read(result.weights()).tensors())
        .containsExactlyElementsOf(read(expected.weights()).tensors());
  }

  @Test
  void aKilledRunGoesOnFromItsLastCheckpoint() {
    TrainingConfig whole = TestRun.config(folder.resolve("whole"), 10);
    TrainingResult expected = trainer.run(whole, TrainingListener.NONE);
    TrainingConfig killed = TestRun.config(folder.resolve("killed"), 10);
    assertThatThrownBy(
            () ->
                trainer.run(
                    killed,
                    new TrainingListener() {
                      @Override
                      public void onStep(StepReport step) {
                        if (step.step() == 7) {
                          throw new IllegalStateException("killed");
                        }
                      }
                    }))
        .hasMessage("killed");
    TrainingResult result = trainer.run(killed.withResume(true), TrainingListener.NONE);
    assertThat(read(result.checkpoint()).tensors())
        .containsExactlyElementsOf(read(expected.checkpoint()).tensors());
  }

  @Test
  void averagesWeightsAndCopiesBuffers() {
    TrainingResult result = trainer.run(TestRun.config(folder, 4), TrainingListener.NONE);
    Weights checkpoint = read(result.checkpoint());
    Weights shipped = read(folder.resolve("final.safetensors"));
    assertThat(shipped.tensor("head.weight").orElseThrow().data())
        .isEqualTo(checkpoint.tensor("average.head.weight").orElseThrow().data())
        .isNotEqualTo(checkpoint.tensor("weights.head.weight").orElseThrow().data());
    assertThat(shipped.tensor("mean").orElseThrow().data())
        .isEqualTo(checkpoint.tensor("weights.mean").orElseThrow().data());
    // Four updates of b = 0.9 b + 0.1 m with batch means m near 0.5.
    assertThat(shipped.tensor("mean").orElseThrow().data()[0])
        .isCloseTo(0.5f * (1 - (float) Math.pow(0.9, 4)), within(0.03f));
  }

  @Test
  void shippedWeightsSayWhereTheyComeFrom() {
    TrainingResult result = trainer.run(TestRun.config(folder, 3), TrainingListener.NONE);
    Map<String, String> metadata = read(result.weights()).metadata();
    assertThat(metadata).containsEntry(Weights.MODEL, "tiny").containsEntry(Weights.SCALE, "2");
    assertThat(metadata.get(Weights.PROVENANCE))
        .contains("synthetic-1000")
        .contains("cosine")
        .contains("psnr-rgb");
  }

  @Test
  void keepsTheWeightsOfTheBestValidation() {
    List<ValidationReport> validations = new ArrayList<>();
    TrainingResult result =
        trainer.run(
            TestRun.config(folder, 9),
            new TrainingListener() {
              @Override
              public void onValidation(ValidationReport validation) {
                validations.add(validation);
              }
            });
    assertThat(validations).extracting(ValidationReport::step).containsExactly(3L, 6L, 9L);
    double best = validations.stream().mapToDouble(ValidationReport::score).max().orElseThrow();
    assertThat(result.bestScore()).contains(best);
    assertThat(
            validations.stream()
                .filter(v -> v.step() == result.bestStep())
                .mapToDouble(ValidationReport::score))
        .containsExactly(best);
  }

  @Test
  void refusesToOverwriteARun() {
    trainer.run(TestRun.config(folder, 2), TrainingListener.NONE);
    assertThatThrownBy(() -> trainer.run(TestRun.config(folder, 2), TrainingListener.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("got the checkpoint of another run")
        .hasMessageContaining("Set resume to true");
  }

  @Test
  void refusesToResumeAnotherRunNamingAllDifferences() {
    trainer.run(TestRun.config(folder, 2), TrainingListener.NONE);
    TrainingConfig other = TestRun.config(folder, 4).withResume(true);
    assertThatThrownBy(
            () -> TestRun.trainer(new SyntheticData(7)).run(other, TrainingListener.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("got 2 differences")
        .hasMessageContaining("steps: was 2, is 4")
        .hasMessageContaining("the training pictures have changed");
  }

  @Test
  void nanEndsTheRunAndNamesStepPartAndParameter() throws Exception {
    TrainingConfig good = TestRun.config(folder, 4);
    TrainingConfig bad = withModel(good, Map.of("poison", true));
    assertThatThrownBy(() -> trainer.run(bad, TrainingListener.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("[step 1]")
        .hasMessageContaining("loss part main = NaN")
        .hasMessageContaining("tail.weight")
        .hasMessageContaining("last checkpoint is kept");
    assertThat(Files.exists(folder.resolve("last.safetensors"))).isFalse();
  }

  @Test
  void auxiliaryOutputsAddToTheLoss() {
    double[] losses = new double[2];
    for (int i = 0; i < 2; i++) {
      int index = i;
      trainer.run(
          withModel(
              TestRun.config(folder.resolve("run" + i), 1),
              Map.of("auxiliary", i == 0 ? 0.5 : 1.0)),
          new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
              losses[index] = step.loss();
            }
          });
    }
    double main = 0;
    double[] plain = new double[1];
    trainer.run(
        TestRun.config(folder.resolve("plain"), 1),
        new TrainingListener() {
          @Override
          public void onStep(StepReport step) {
            plain[0] = step.loss();
          }
        });
    main = plain[0];
    // Loss = main + weight * part: twice the weight adds twice as much.
    assertThat(losses[1] - main).isCloseTo(2 * (losses[0] - main), within(1e-6));
    assertThat(losses[0]).isGreaterThan(main + 1e-3);
  }

  private static TrainingConfig withModel(TrainingConfig c, Map<String, Object> options) {
    return c.withModel(TestRun.model(options));
  }

  private static TrainingListener stopAt(long step) {
    return new TrainingListener() {
      private long done;

      @Override
      public void onStep(StepReport report) {
        done = report.step();
      }

      @Override
      public boolean shouldStop() {
        return done == step;
      }
    };
  }

  private static Weights read(Path file) {
    return Safetensors.read(file);
  }
}
