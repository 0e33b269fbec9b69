package org.sr4j.models.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.patch.PatchBatch;
import org.sr4j.models.train.config.DataConfig;

class FolderTrainingDataTest {

  @TempDir Path folder;

  @Test
  void cutsPatchesInTheNetworksRangeFromAllPictures() throws Exception {
    write("a.png", 16, 0.2f);
    write("b.png", 20, 0.8f);
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    TrainingData data = open(ColourMode.RGB, ValueRange.BYTE);
    assertThat(data.pictures()).isEqualTo(2);
    assertThat(data.digest()).hasSize(64);
    boolean[] seen = new boolean[2];
    for (int i = 0; i < 10; i++) {
      PatchBatch batch = data.batches().batch(i);
      assertThat(batch.lowRes()).hasSize(2 * 3 * 8 * 8);
      assertThat(batch.highRes()).hasSize(2 * 3 * 16 * 16);
      // Flat pictures stay what they are: 51 and 204 of 255.
      int level = Math.round(batch.lowRes()[0]);
      assertThat(batch.highRes()[0]).isEqualTo(batch.lowRes()[0]);
      assertThat(level).isIn(51, 204);
      seen[level == 51 ? 0 : 1] = true;
    }
    assertThat(seen).containsExactly(true, true);
  }

  @Test
  void networksOfLumaGetLuma() {
    write("a.png", 16, 0.2f);
    PatchBatch batch = open(ColourMode.Y, ValueRange.UNIT).batches().batch(0);
    assertThat(batch.lowRes()).hasSize(2 * 8 * 8);
    // Y = 16 + 219 * 0.2 = 59.8 of a grey of 0.2, unrounded.
    assertThat(Math.abs(batch.lowRes()[0] - 59.8f / 255)).isLessThan(1e-5f);
  }

  @Test
  void anEmptyFolderIsAnError() {
    assertThatThrownBy(() -> open(ColourMode.RGB, ValueRange.UNIT))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(folder.toString());
  }

  private TrainingData open(ColourMode colour, ValueRange range) {
    DataConfig config = new DataConfig(folder, null, 8, 2, 1, false, null, null);
    ModelDescriptor network =
        new ModelDescriptor(
            "n",
            "n",
            new TreeSet<>(List.of(2)),
            colour,
            range,
            1,
            1,
            1,
            TilingPolicy.LOCAL,
            new Paper("none", ""));
    return new FolderTrainingData().open(config, network, 2, 1);
  }

  private void write(String name, int side, float value) {
    float[] plane = new float[side * side];
    Arrays.fill(plane, value);
    ImageFiles.write(Pixels.of(side, side, plane, plane, plane), folder.resolve(name));
  }
}
