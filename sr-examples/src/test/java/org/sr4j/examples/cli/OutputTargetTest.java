package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.OptionsException;

class OutputTargetTest {

  @TempDir private Path folder;

  private final Path photo = Path.of("photo.jpg");

  @Test
  void onePictureGoesToTheFileNamed() {
    Path file = folder.resolve("big.png");

    assertThat(OutputTarget.of(file.toString(), List.of(photo)).fileFor(photo, 2)).isEqualTo(file);
  }

  @Test
  void aTrailingSlashMakesItAFolder() {
    assertThat(OutputTarget.of(folder + "/new/", List.of(photo)).fileFor(photo, 3))
        .isEqualTo(folder.resolve("new/photo_x3.png"));
  }

  @Test
  void severalInputsGoToAFolder() {
    OutputTarget target =
        OutputTarget.of(folder.resolve("new").toString(), List.of(photo, Path.of("a.b.png")));

    assertThat(target.fileFor(Path.of("a.b.png"), 4)).isEqualTo(folder.resolve("new/a.b_x4.png"));
  }

  @Test
  void severalInputsDoNotFitIntoAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("big.png"));

    assertThatExceptionOfType(OptionsException.class)
        .isThrownBy(() -> OutputTarget.of(file.toString(), List.of(photo, Path.of("b.png"))))
        .withMessage(
            "Cannot write the output [%s]: got a file, expected a folder for several pictures.",
            file);
  }

  @Test
  void aNameOfNoKnownKindIsRefused() {
    Path file = folder.resolve("big.webp");

    assertThatExceptionOfType(OptionsException.class)
        .isThrownBy(() -> OutputTarget.of(file.toString(), List.of(photo)))
        .withMessage(
            "Cannot write the output [%s]: got a name without a known ending,"
                + " expected one of .png, .jpg, .jpeg. For a folder, end the name with a slash.",
            file);
  }

  @Test
  void aFileInAFolderThatIsAbsentIsRefused() {
    Path file = folder.resolve("absent/big.png");

    assertThatExceptionOfType(OptionsException.class)
        .isThrownBy(() -> OutputTarget.of(file.toString(), List.of(photo)))
        .withMessage(
            "Cannot write the output [%s]: got no folder %s, expected a folder that exists.",
            file, file.getParent());
  }

  @Test
  void aFolderBelowAFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatExceptionOfType(OptionsException.class)
        .isThrownBy(() -> OutputTarget.of(file + "/new/", List.of(photo)))
        .withMessage(
            "Cannot write the output [%s]: got %s, a file, expected a folder.",
            file.resolve("new"), file);
  }
}
