package org.sr4j.models.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.TrainingException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.Safetensors;

class CheckpointFileTest {

  @TempDir Path folder;

  @Test
  void holdsEverything() {
    Tensor weight = tensor("a.weight", 1, 2);
    Checkpoint written =
        new Checkpoint(
            Weights.of(List.of(weight, tensor("a.mean", 3)), Map.of(Weights.MODEL, "m")),
            Map.of("a.weight", tensor("a.weight", 4, 5)),
            Map.of("first-moment", Map.of("a.weight", tensor("a.weight", 6, 7))),
            new Progress(12, 13, 31.25, 8, 99.5),
            "{\"steps\":20}",
            "abc");
    Path file = folder.resolve("last.safetensors");
    CheckpointFile.write(written, file);
    Checkpoint read = CheckpointFile.read(file);
    assertThat(read.network().tensors())
        .containsExactlyInAnyOrderElementsOf(written.network().tensors());
    assertThat(read.network().metadata()).containsExactly(Map.entry(Weights.MODEL, "m"));
    assertThat(read.average()).isEqualTo(written.average());
    assertThat(read.moments()).isEqualTo(written.moments());
    assertThat(read.progress()).isEqualTo(written.progress());
    assertThat(read.config()).isEqualTo(written.config());
    assertThat(read.dataDigest()).isEqualTo("abc");
  }

  @Test
  void aFileOfWeightsIsNoCheckpoint() {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(Weights.of(List.of(tensor("a", 1)), Map.of()), file);
    assertThatThrownBy(() -> CheckpointFile.read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("got a file of weights only");
  }

  @Test
  void aTruncatedFileIsAnError() throws Exception {
    Path file = folder.resolve("cut.safetensors");
    Safetensors.write(Weights.of(List.of(tensor("a", 1, 2, 3)), Map.of()), file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
    assertThatThrownBy(() -> CheckpointFile.read(file)).isInstanceOf(WeightsException.class);
  }

  private static Tensor tensor(String name, float... values) {
    return new Tensor(name, new long[] {values.length}, values);
  }
}
