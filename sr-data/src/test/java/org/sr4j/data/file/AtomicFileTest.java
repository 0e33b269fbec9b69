package org.sr4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void aFailureKeepsTheOldFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      assertThat(file).hasContent("old");
                      throw new IOException("no space left");
                    }))
        .hasMessage("no space left");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("f");
  }

  @Test
  void anErrorCleansUpToo() {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    folder.resolve("g"),
                    out -> {
                      throw new OutOfMemoryError("test");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void theFileIsReadableAsAnyOtherNewFile() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "x");
    Path atomic = folder.resolve("atomic");
    AtomicFile.write(atomic, out -> out.write('x'));
    assertThat(atomic).hasContent("x");
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(atomic))
          .isEqualTo(Files.getPosixFilePermissions(plain));
    }
  }

  @Test
  void placesThatCannotHoldAFile() throws IOException {
    Path missing = folder.resolve("no/where/f");
    assertThatThrownBy(() -> AtomicFile.write(missing, out -> {}))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing.getParent() + ": the folder does not exist");
    assertThatThrownBy(() -> AtomicFile.write(folder, out -> {}))
        .hasMessage(folder + " exists and is not a file");
    Path file = Files.writeString(folder.resolve("f"), "x");
    assertThatThrownBy(() -> AtomicFile.write(file.resolve("g"), out -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
