package org.sr4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.image.Pixels;

/** What is not a whole picture of a bearable size is refused with a reason. */
class BadImageTest {

  @TempDir Path folder;

  private Path file(String name, byte... bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> ImageFiles.read(file))
        .isInstanceOf(ImageException.class)
        .hasMessage("Cannot read the image [" + file + "]: got " + reason);
  }

  @Test
  void missingFile() {
    assertRefused(folder.resolve("no.png"), "no file, expected a PNG or JPEG file.");
  }

  @Test
  void folderInsteadOfAFile() {
    assertRefused(folder, "a folder, expected a PNG or JPEG file.");
  }

  @Test
  void emptyFile() throws IOException {
    assertRefused(file("e.png"), "an empty file (0 bytes), expected a PNG or JPEG file.");
  }

  @Test
  void notAnImage() throws IOException {
    String reason = "a file that is neither PNG nor JPEG, expected a PNG or JPEG file.";
    assertRefused(file("t.png", "hello, world".getBytes()), reason);
    assertRefused(file("g.jpg", "GIF89a\1\0\1\0\0\0\0;".getBytes()), reason);
  }

  @Test
  void hugeHeadersAreRefusedBeforeAnyMemoryIsTaken() throws IOException {
    Path png = file("huge.png", new PngBytes(60_000, 60_000, 8, 2).data(0).end());
    String reason =
        "60000x60000 = 3600000000 pixels, expected at most 100000000 pixels."
            + " If you trust the file, raise maxPixels of ImageLimits.";
    assertRefused(png, reason);
    assertRefused(file("huge.jpg", jpegHeader(0xc0, 8, 60_000, 60_000, 3)), reason);
    assertThatThrownBy(
            () ->
                ImageFiles.read(
                    new ByteArrayInputStream(Files.readAllBytes(png)),
                    "upload",
                    ImageLimits.DEFAULT))
        .hasMessageStartingWith("Cannot read the image [upload]: got 60000x60000");
  }

  @Test
  void theLimitIsInclusive() throws IOException {
    Path file = folder.resolve("l.png");
    ImageFiles.write(Pictures.random(10, 10, 1, false, 8), file);
    assertThat(ImageFiles.read(file, ImageLimits.DEFAULT.withMaxPixels(100)).width()).isEqualTo(10);
    assertThatThrownBy(() -> ImageFiles.read(file, ImageLimits.DEFAULT.withMaxPixels(99)))
        .hasMessageContaining("10x10 = 100 pixels, expected at most 99 pixels");
    long bytes = Files.size(file);
    assertThatThrownBy(() -> ImageFiles.read(file, new ImageLimits(1000, bytes - 1)))
        .hasMessageContaining("a file of " + bytes + " bytes, expected at most " + (bytes - 1));
    byte[] content = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                ImageFiles.read(
                    new ByteArrayInputStream(content), "s", new ImageLimits(1000, bytes - 1)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("a stream of more than " + (bytes - 1) + " bytes");
    assertThatThrownBy(() -> new ImageLimits(0, 1))
        .isInstanceOf(OptionsException.class)
        .hasMessage("Cannot set image limits: got 0 pixels, 1 bytes, expected both at least 1.");
  }

  @Test
  void headersWithoutPixels() throws IOException {
    assertRefused(
        file("z.png", new PngBytes(0, 5, 8, 2).data(0).end()),
        "a PNG header of 0x5 pixels, expected at least 1x1.");
    assertRefused(
        file("z.jpg", jpegHeader(0xc0, 8, 5, 0, 3)),
        "a JPEG header of 5x0 pixels, expected at least 1x1.");
  }

  @Test
  void kindsOfJpegThatCannotBeDecoded() throws IOException {
    assertRefused(
        file("cmyk.jpg", jpegHeader(0xc0, 8, 9, 9, 4)),
        "a CMYK JPEG file (4 components), expected grey or RGB; convert it to RGB first.");
    assertRefused(
        file("12.jpg", jpegHeader(0xc1, 12, 9, 9, 3)), "a JPEG file of 12 bits, expected 8 bits.");
    assertRefused(
        file("2.jpg", jpegHeader(0xc0, 8, 9, 9, 2)),
        "a JPEG file of 2 components, expected 1 (grey) or 3 (colour).");
    assertRefused(
        file("a.jpg", jpegHeader(0xc9, 8, 9, 9, 3)),
        "a lossless, hierarchical or arithmetic-coded JPEG file (SOF9), expected baseline or"
            + " progressive JPEG.");
    assertRefused(
        file("none.jpg", (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9),
        "a JPEG file without a frame header, expected SOF before SOS.");
  }

  @Test
  void truncatedFiles() throws IOException {
    for (String name : new String[] {"p.png", "p.jpg"}) {
      Path whole = folder.resolve(name);
      ImageFiles.write(Pictures.random(40, 30, 3, false, 8), whole);
      byte[] bytes = Files.readAllBytes(whole);
      Path half = file("half-" + name, Arrays.copyOf(bytes, bytes.length / 2));
      assertThatThrownBy(() -> ImageFiles.read(half))
          .isInstanceOf(ImageException.class)
          .hasMessageStartingWith("Cannot read the image [" + half + "]: got a ")
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void wrongChecksumNamesTheChunk() throws IOException {
    byte[] png = new PngBytes(1, 1, 8, 0).data(0, 9).end();
    png[45] ^= 1; // inside IDAT
    assertRefused(
        file("crc.png", png),
        "a PNG file with a wrong checksum in chunk IDAT at byte 33, expected an undamaged file.");
  }

  /** Among them a JPEG that ends after its scan header, which the JDK reads as plain grey. */
  @Test
  void everyTruncationIsRefused() throws IOException {
    for (byte[] whole : new byte[][] {png(false), png(true), jpeg(1), jpeg(3)}) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatExceptionOfType(ImageException.class)
            .as("%d of %d bytes", length, whole.length)
            .isThrownBy(() -> read(cut));
      }
      assertThat(read(whole)).isNotNull();
    }
  }

  /** Random damage: a picture or an ImageException, nothing else, and never more memory. */
  @Test
  void randomDamageOnlyEverEndsInAnImageException() throws IOException {
    Random random = new Random(20261120);
    byte[][] seeds = {png(false), png(true), jpeg(1), jpeg(3)};
    int refused = 0;
    for (int i = 0; i < 4000; i++) {
      byte[] bytes = seeds[i % seeds.length].clone();
      for (int k = 1 + random.nextInt(4); k > 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextBoolean()) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
      }
      byte[] damaged = bytes;
      try {
        // a small cap: an accepted picture of 65535 x 1500 pixels is legal, but slow to decode
        ImageFiles.read(
            new ByteArrayInputStream(damaged), "fuzz", ImageLimits.DEFAULT.withMaxPixels(1 << 20));
      } catch (ImageException e) {
        refused++;
        assertThat(e).hasMessageStartingWith("Cannot read the image [fuzz]: got ");
      }
    }
    assertThat(refused).isGreaterThan(2000);
  }

  private static Pixels read(byte[] bytes) {
    return ImageFiles.read(new ByteArrayInputStream(bytes), "test", ImageLimits.DEFAULT);
  }

  private byte[] png(boolean alpha) throws IOException {
    Path file = folder.resolve("seed.png");
    ImageFiles.write(Pictures.random(7, 5, 3, alpha, 8), file);
    return Files.readAllBytes(file);
  }

  private byte[] jpeg(int channels) throws IOException {
    Path file = folder.resolve("seed.jpg");
    ImageFiles.write(Pictures.random(20, 17, channels, false, 8), file);
    return Files.readAllBytes(file);
  }

  private static byte[] jpegHeader(int sof, int precision, int width, int height, int components) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) sof});
    ByteBuffer frame = ByteBuffer.allocate(8 + 3 * components);
    frame.putShort((short) frame.capacity()).put((byte) precision);
    frame.putShort((short) height).putShort((short) width).put((byte) components);
    out.writeBytes(frame.array());
    return out.toByteArray();
  }
}
