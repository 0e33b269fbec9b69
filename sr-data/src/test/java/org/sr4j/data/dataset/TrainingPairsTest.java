package org.sr4j.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.image.ImageLimits;
import org.sr4j.data.image.Pictures;
import org.sr4j.data.resize.Bicubic;

class TrainingPairsTest {

  @TempDir Path folder;

  @Test
  void everyPictureIsDecodedCroppedAndShrunkAsAWhole() {
    Pixels colour = Pictures.random(31, 22, 3, true, 8);
    Pixels grey = Pictures.random(12, 9, 1, false, 8);
    ImageFiles.write(colour, folder.resolve("a.png"));
    ImageFiles.write(grey, folder.resolve("b.png"));
    List<TrainingPair> pairs = TrainingPairs.load(ImageFolder.open(folder), 3, ImageLimits.DEFAULT);
    assertThat(pairs).extracting(TrainingPair::name).containsExactly("a.png", "b.png");
    Pixels cropped = colour.withAlpha(null).crop(0, 0, 30, 21);
    assertThat(pairs.get(0).highRes().toPixels()).isEqualTo(cropped);
    assertThat(pairs.get(0).lowRes().toPixels()).isEqualTo(Bicubic.MATLAB.down(cropped, 3));
    assertThat(pairs.get(0).scale()).isEqualTo(3);
    assertThat(pairs.get(1).highRes().toPixels()).isEqualTo(grey.toRgb());
  }

  @Test
  void allBadPicturesAreNamedAtOnce() throws IOException {
    ImageFiles.write(Pictures.random(8, 8, 3, false, 8), folder.resolve("good.png"));
    Files.writeString(folder.resolve("text.png"), "not a picture");
    byte[] whole = Files.readAllBytes(folder.resolve("good.png"));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 20));
    ImageFiles.write(Pictures.random(1, 8, 3, false, 8), folder.resolve("thin.png"));
    assertThatThrownBy(() -> TrainingPairs.load(ImageFolder.open(folder), 2, ImageLimits.DEFAULT))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith(
            "Cannot load the training pictures ["
                + folder
                + "]: got 3 of 4 pictures that cannot be used. Remove or replace:\n"
                + "  Cannot read the image ["
                + folder.resolve("cut.png")
                + "]: got a truncated file")
        .hasMessageContaining(
            "  Cannot read the image ["
                + folder.resolve("text.png")
                + "]: got a file that is neither PNG nor JPEG")
        .hasMessageContaining(
            "  Cannot make a training pair [thin.png]: got 1x8 pixels, expected at least 2x2.")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(3));
  }

  @Test
  void tooManyPicturesForTheHeapAreRefusedBeforeDecoding() {
    ImageFiles.write(Pictures.random(1024, 1024, 3, false, 8), folder.resolve("a.png"));
    // 3 MiB and a quarter of it for the small copy
    assertThatThrownBy(
            () -> TrainingPairs.load(ImageFolder.open(folder), 2, ImageLimits.DEFAULT, (5L << 20)))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot load the training pictures ["
                + folder
                + "]: got 4 MiB for 1 pictures, expected at most 4 MiB of a heap of 5 MiB."
                + " Give Java more memory (-Xmx) or train on fewer pictures.");
    assertThat(TrainingPairs.load(ImageFolder.open(folder), 2, ImageLimits.DEFAULT, 6L << 20))
        .hasSize(1);
  }

  @Test
  void halvesOfAPairMustFit() {
    BytePlanes high = BytePlanes.of(Pictures.random(8, 6, 3, false, 8));
    BytePlanes low = BytePlanes.of(Pictures.random(4, 2, 3, false, 8));
    assertThatThrownBy(() -> new TrainingPair("p", high, low))
        .hasMessage(
            "Cannot pair the pictures [p]: got 8x6 and 4x2, expected one a multiple of the other.");
  }
}
