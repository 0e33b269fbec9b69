package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.weights.Weights;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.weights.Safetensors;

class TrainCommandTest {

  @TempDir private Path folder;
  private Path config;
  private Path out;

  @BeforeEach
  void makeRun() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    Random random = new Random(1);
    float[] plane = new float[40 * 40];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = random.nextInt(256) / 255f;
    }
    ImageFiles.write(Pixels.of(40, 40, plane, plane, plane), pictures.resolve("noise.png"));
    out = folder.resolve("run");
    config = folder.resolve("run.yaml");
    Files.writeString(
        config,
        String.join(
            "\n",
            "model:",
            "  id: dyconvsr",
            "scale: 2",
            "data:",
            "  train: " + pictures,
            "  validation: " + pictures,
            "  patch: 16",
            "  batch: 1",
            "schedule:",
            "  type: constant",
            "  learning-rate: 1e-3",
            "steps: 2",
            "checkpoint-every: 1",
            "out: " + out,
            ""));
  }

  @Test
  void makesWeightsThatUpscaleAndEvalTake() throws IOException {
    SrRun first = sr("train", config, "-q");

    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).contains("step 2/2");
    Path best = out.resolve("best.safetensors");
    assertThat(first.out()).isEqualToNormalizingNewlines("Weights: " + best + "\n");
    Map<String, String> metadata = Safetensors.read(best).metadata();
    assertThat(metadata).containsEntry(Weights.MODEL, "dyconvsr").containsEntry(Weights.SCALE, "2");
    assertThat(metadata.get(Weights.PROVENANCE)).contains(BuildVersion.commit());
    SrRun upscale =
        sr("upscale", folder.resolve("pictures"), "-o", folder + "/big/", "--weights", best);
    assertThat(upscale.err()).isEmpty();
    assertThat(ImageFiles.read(folder.resolve("big/noise_x2.png"))).hasToString("80x80 RGB");

    SrRun eval = sr("eval", "--data", folder.resolve("pictures"), "--weights", best);
    assertThat(eval.exitCode()).isZero();
    assertThat(eval.out())
        .contains("dyconvsr x2 on pictures")
        .contains("source: " + best)
        .contains("trained: 2 steps, seed 1")
        .contains("commit: " + BuildVersion.commit());

    SrRun again = sr("train", config, "-q");

    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("the checkpoint of another run");

    SrRun resumed = sr("train", config, "-q", "--resume");

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.err()).contains("resumed at step 2 of 2");
  }

  @Test
  void putsStrategiesOnTheNetworkThatEvalFindsInTheWeights() {
    SrRun run = sr("train", config, "-q", "--strategy", "ggas:kernel=3");

    assertThat(run.err()).contains("step 2/2");
    assertThat(run.exitCode()).isZero();
    Path best = out.resolve("best.safetensors");
    assertThat(Safetensors.read(best).names()).contains("ggas.pw.weight");
    SrRun eval = sr("eval", "--data", folder.resolve("pictures"), "--weights", best);
    assertThat(eval.exitCode()).isZero();
    assertThat(eval.out()).contains("strategies: ggas:kernel=3,init=paper");
    SrRun without = sr("train", config, "-q", "--resume");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("model.strategies: was [{");
  }

  @Test
  void anUnknownKeyNamesTheNearest() throws IOException {
    Files.writeString(config, "stepz: 3\n", StandardOpenOption.APPEND);

    SrRun run = sr("train", config, "-q");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("stepz").contains("Did you mean \"steps\"?");
    assertThat(out).doesNotExist();
  }

  @Test
  void aConfigurationThatIsMissingIsWrongUsage() {
    SrRun run = sr("train", folder.resolve("absent.yaml"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("absent.yaml");
  }
}
