package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;
import org.sr4j.models.engine.vector.VectorOptions;

class UpscaleCommandTest {

  @TempDir private static Path models;

  private static Path weights;

  @TempDir private Path folder;
  private Path photo;

  @BeforeAll
  static void makeWeights() {
    weights = models.resolve("x2.safetensors");
    InitialWeights.write(weights);
  }

  @BeforeEach
  void makePhoto() {
    photo = picture("photo.png", 13, 9);
  }

  @Test
  void writesWhatTheLibraryGives() {
    Path out = folder.resolve("big.png");

    SrRun run = sr("upscale", photo, "-o", out, "-w", weights);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .matches("\\Q" + photo + " -> " + out + "\\E \\(26x18, \\d+\\.\\d s\\)\\R");
    Path direct = folder.resolve("direct.png");
    try (SuperResolver resolver =
        SuperResolution.create().resolver(ResolverOptions.of("dyconvsr", 2).withWeights(weights))) {
      resolver.upscale(photo, direct);
    }
    assertThat(ImageFiles.read(out)).isEqualTo(ImageFiles.read(direct));
  }

  @Test
  void quietPrintsNothing() {
    SrRun run = sr("upscale", photo, "-o", folder.resolve("big.png"), "-w", weights, "-q");

    assertThat(run).isEqualTo(new SrRun(0, "", ""));
  }

  @Test
  void oneBadPictureDoesNotStopTheOthers() throws IOException {
    Path missing = folder.resolve("missing.png");
    Path empty = Files.createFile(folder.resolve("empty.png"));
    Path text = Files.writeString(folder.resolve("text.jpg"), "not a picture at all");
    byte[] bytes = Files.readAllBytes(photo);
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, bytes.length / 2));
    Path last = picture("last.png", 8, 8);
    Path out = folder.resolve("out");

    SrRun run = sr("upscale", missing, empty, text, cut, photo, last, "-o", out, "-w", weights);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("sr: Cannot read the image ["))
        .anyMatch(line -> line.contains(missing.toString()))
        .anyMatch(line -> line.contains(empty.toString()))
        .anyMatch(line -> line.contains(text.toString()))
        .anyMatch(line -> line.contains(cut.toString()));
    assertThat(run.out().lines()).hasSize(2);
    assertThat(out).isDirectoryContaining("glob:**/photo_x2.png");
    assertThat(names(out)).containsExactly("last_x2.png", "photo_x2.png");
  }

  @Test
  void everyPictureOfAFolder() throws IOException {
    picture("second.jpg", 10, 7);
    Path out = folder.resolve("out");

    SrRun run = sr("upscale", folder, "-o", out + "/", "-w", weights, "--tile", "4");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(names(out)).containsExactly("photo_x2.png", "second_x2.png");
    assertThat(ImageFiles.read(out.resolve("second_x2.png"))).hasToString("20x14 RGB");
  }

  @Test
  void theNumberOfThreadsChangesNoByte() throws IOException {
    Path one = folder.resolve("one.png");
    Path three = folder.resolve("three.png");

    SrRun first = sr("upscale", photo, "-o", one, "-w", weights, "-e", "vector", "--threads", "1");
    SrRun other =
        sr("upscale", photo, "-o", three, "-w", weights, "-e", "vector", "--threads", "3");
    SrRun none = sr("upscale", photo, "-o", folder.resolve("x.png"), "--threads", "0");

    assertThat(first.err() + other.err()).isEmpty();
    assertThat(three).hasSameBinaryContentAs(one);
    System.clearProperty(VectorOptions.THREADS);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("number of threads: got 0, expected 1 to");
  }

  @Test
  void theInputIsNeverTheOutput() throws IOException {
    byte[] before = Files.readAllBytes(photo);

    SrRun run = sr("upscale", photo, "-o", photo, "-w", weights);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("got an input picture");
    assertThat(photo).hasBinaryContent(before);
  }

  @Test
  void anUnwritableOutputIsRefusedBeforeAnyWork() {
    Path absent = folder.resolve("absent/big.png");

    SrRun run = sr("upscale", photo, "-o", absent, "-w", weights);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "sr: Cannot write the output ["
                + absent
                + "]: got no folder "
                + absent.getParent()
                + ", expected a folder that exists.\n");
  }

  @Test
  void withoutAnOutputTheUsageIsTold() {
    SrRun run = sr("upscale", photo);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required option: '--output=OUTPUT'");
  }

  @Test
  void anUnknownModelNamesTheNearest() {
    SrRun run = sr("upscale", photo, "-o", folder.resolve("a.png"), "--model", "dyconvrs");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("Cannot find the model: got \"dyconvrs\". Did you mean \"dyconvsr\"? Known: ");
  }

  @Test
  void anUnknownScaleNamesTheKnownOnes() {
    SrRun run = sr("upscale", photo, "-o", folder.resolve("a.png"), "-s", "7");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("got scale 7, expected one of [2, 3, 4]");
  }

  @Test
  void anUnknownEngineNamesTheNearest() {
    SrRun run = sr("upscale", photo, "-o", folder.resolve("a.png"), "-e", "nd5j");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("got \"nd5j\". Did you mean \"nd4j\"? Known: ");
  }

  @Test
  void weightsOfAnotherScaleAreRefused() {
    Path out = folder.resolve("a.png");

    SrRun run = sr("upscale", photo, "-o", out, "-s", "3", "-w", weights);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("sr: Cannot ").contains(weights.toString());
    assertThat(out).doesNotExist();
  }

  @Test
  void aNumberThatIsNoneIsWrongUsage() {
    SrRun run = sr("upscale", photo, "-o", folder.resolve("a.png"), "--tile", "big");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Invalid value for option '--tile'").contains("'big'");
  }

  private Path picture(String name, int width, int height) {
    Random random = new Random(name.hashCode());
    float[][] planes = new float[3][width * height];
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = random.nextInt(256) / 255f;
      }
    }
    Path file = folder.resolve(name);
    ImageFiles.write(Pixels.of(width, height, planes), file);
    return file;
  }

  private static Stream<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
