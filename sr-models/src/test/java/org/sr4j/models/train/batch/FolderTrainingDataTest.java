package org.sr4j.models.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ColourMode;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.train.config.DataConfig;

class FolderTrainingDataTest {

  @TempDir Path folder;

  @Test
  void cutsPatchesFromAllPicturesThatAreLargeEnough() throws Exception {
    write("a.png", 16, 0.2f);
    write("b.png", 20, 0.8f);
    write("small.png", 6, 0.5f);
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    TrainingData data = open(ColourMode.RGB);
    assertThat(data.pictures()).isEqualTo(2);
    assertThat(data.digest()).hasSize(64);
    boolean[] seen = new boolean[2];
    for (int i = 0; i < 20; i++) {
      Batch batch = data.batches().batch(i);
      assertThat(batch.lowRes()).hasSize(2 * 3 * 8 * 8);
      assertThat(batch.highRes()).hasSize(2 * 3 * 16 * 16);
      // Flat pictures stay what they are: 51 and 204 of 255.
      assertThat(batch.lowRes()[0]).isEqualTo(batch.highRes()[0]).isIn(51 / 255f, 204 / 255f);
      seen[batch.lowRes()[0] == 51 / 255f ? 0 : 1] = true;
    }
    assertThat(seen).containsExactly(true, true);
  }

  @Test
  void networksOfLumaGetLuma() {
    write("a.png", 16, 0.2f);
    Batch batch = open(ColourMode.Y).batches().batch(0);
    assertThat(batch.lowRes()).hasSize(2 * 8 * 8);
    // Y = 16 + 219 * 0.2 = 59.8 of a grey of 0.2, rounded to 8 bits.
    assertThat(batch.lowRes()[0]).isEqualTo(60 / 255f);
  }

  @Test
  void theDigestChangesWithNameAndContent() {
    write("a.png", 16, 0.2f);
    String first = open(ColourMode.RGB).digest();
    write("a.png", 16, 0.4f);
    String second = open(ColourMode.RGB).digest();
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void anEmptyFolderIsAnError() {
    assertThatThrownBy(() -> open(ColourMode.RGB))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("no picture in it");
  }

  @Test
  void aMissingFolderIsAnError() {
    assertThatThrownBy(() -> PictureFiles.in(folder.resolve("none")))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("none")
        .hasMessageContaining("expected a folder of PNG or JPEG files");
  }

  @Test
  void picturesThatAreAllTooSmallAreAnError() {
    write("small.png", 6, 0.5f);
    assertThatThrownBy(() -> open(ColourMode.RGB))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("only pictures smaller than a patch")
        .hasMessageContaining("at least 16 pixels");
  }

  private TrainingData open(ColourMode colour) {
    DataConfig config = new DataConfig(folder, null, 8, 2, 1, false, 0.0);
    return new FolderTrainingData().open(config, colour, 2, 1);
  }

  private void write(String name, int side, float value) {
    float[] plane = new float[side * side];
    Arrays.fill(plane, value);
    ImageFiles.write(Pixels.of(side, side, plane, plane, plane), folder.resolve(name));
  }
}
