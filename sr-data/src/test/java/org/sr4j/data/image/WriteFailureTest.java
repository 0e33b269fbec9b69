package org.sr4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;

/**
 * Whatever goes wrong while writing, the final name holds a whole file or what was there before.
 */
class WriteFailureTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"p.png", "p.jpg"})
  void fullDisk(String name) throws IOException {
    Configuration small = Configuration.unix().toBuilder().setMaxSize(1 << 16).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path work = Files.createDirectory(disk.getPath("/out"));
      Path file = work.resolve(name);
      Pixels old = Pictures.random(8, 8, 1, false, 8);
      ImageFiles.write(old, file);
      byte[] before = Files.readAllBytes(file);
      assertThatThrownBy(() -> ImageFiles.write(Pictures.random(400, 300, 3, false, 8), file))
          .isInstanceOf(ImageException.class)
          .hasMessage(
              "Cannot write the image [/out/"
                  + name
                  + "]: got out of disk space. Nothing was changed at that"
                  + " name.");
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      try (Stream<Path> left = Files.list(work)) {
        assertThat(left).containsExactly(file);
      }
      assertThat(ImageFiles.read(file).width()).isEqualTo(8);
    }
  }

  @Test
  void placesThatCannotBeWritten() throws IOException {
    Pixels picture = Pictures.random(2, 2, 1, false, 8);
    Path missing = folder.resolve("no/p.png");
    assertThatThrownBy(() -> ImageFiles.write(picture, missing))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot write the image ["
                + missing
                + "]: got java.nio.file.NoSuchFileException: "
                + missing.getParent()
                + ": the folder does not exist. Nothing was changed at that name.");
    Path directory = Files.createDirectory(folder.resolve("d.png"));
    assertThatThrownBy(() -> ImageFiles.write(picture, directory))
        .hasMessageContaining(directory + " exists and is not a file");
    for (String name : List.of("p.gif", "png", "p.", "p")) {
      assertThatThrownBy(() -> ImageFiles.write(picture, folder.resolve(name)))
          .hasMessage(
              "Cannot write the image ["
                  + folder.resolve(name)
                  + "]: got an unknown file name extension, expected .png, .jpg or .jpeg.");
    }
  }

  @Test
  void notANumber() {
    float[] plane = {0, 0, 0, 0, 0, Float.NaN};
    Path file = folder.resolve("nan.png");
    assertThatThrownBy(() -> ImageFiles.write(Pixels.of(3, 2, plane), file))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot write the image ["
                + file
                + "]: got NaN in colour plane 0 at column 2, row 1, expected numbers.");
    assertThat(file).doesNotExist();
  }

  /** A process that writes one file over and over is killed at different moments. */
  @Test
  void killedProcess() throws IOException, InterruptedException {
    Path file = folder.resolve("k.png");
    for (int round = 0; round < 3; round++) {
      Process writer =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  EndlessWriter.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .start();
      try {
        assertThat(writer.getInputStream().read()).isEqualTo('w'); // it has begun
        Thread.sleep(40L + 70 * round);
      } finally {
        writer.destroyForcibly();
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
      if (Files.exists(file)) {
        assertThat(ImageFiles.read(file)).isEqualTo(EndlessWriter.PICTURE);
      }
    }
  }

  /** Main class of the process that is killed. */
  static final class EndlessWriter {
    static final Pixels PICTURE = Pictures.random(300, 200, 3, false, 8);

    public static void main(String[] args) {
      System.out.write('w');
      System.out.flush();
      while (true) {
        ImageFiles.write(PICTURE, Path.of(args[0]));
      }
    }
  }
}
