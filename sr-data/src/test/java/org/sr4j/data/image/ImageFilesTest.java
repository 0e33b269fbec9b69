package org.sr4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;

class ImageFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1,false,8",
    "1,true,8",
    "3,false,8",
    "3,true,8",
    "1,false,16",
    "1,true,16",
    "3,false,16",
    "3,true,16"
  })
  void pngKeepsEverySample(int channels, boolean alpha, int bitDepth) {
    for (int[] size : new int[][] {{1, 1}, {1, 7}, {9, 1}, {37, 29}}) {
      Pixels picture = Pictures.random(size[0], size[1], channels, alpha, bitDepth);
      Path file = folder.resolve("p.png");
      ImageFiles.write(picture, file);
      assertThat(ImageFiles.read(file)).isEqualTo(picture);
      assertThat(BufferedImages.toPixels(BufferedImages.toBufferedImage(picture)))
          .isEqualTo(picture);
    }
  }

  @Test
  void samplesAreClampedAndRoundedHalfUpOnce() {
    float[] plane = {-0.5f, 0f, 0.4999f / 255, 0.5f / 255, 254.4f / 255, 254.6f / 255, 1f, 7f};
    Path file = folder.resolve("r.png");
    ImageFiles.write(Pixels.of(8, 1, plane), file);
    float[] levels = {0, 0, 0, 1, 254, 255, 255, 255};
    for (int i = 0; i < 8; i++) {
      levels[i] /= 255f;
    }
    assertThat(ImageFiles.read(file).plane(0)).containsExactly(levels);
  }

  @Test
  void greyJpegStaysGreyAndFlatColoursSurvive() {
    for (int level : new int[] {0, 1, 64, 128, 254, 255}) {
      Path file = folder.resolve("g.jpg");
      ImageFiles.write(flat(20, 13, level), file);
      Pixels back = ImageFiles.read(file);
      assertThat(back.isGrey()).isTrue();
      // a flat block is one DC coefficient: only its quantisation may cost one level
      for (float v : back.plane(0)) {
        assertThat(v * 255).isBetween(level - 1f, level + 1f);
      }
    }
  }

  @Test
  void jpegKeepsFullColourResolution() throws IOException {
    // one-pixel red and blue stripes: with halved chroma both would turn to the same purple
    float[] red = new float[256];
    float[] blue = new float[256];
    for (int i = 0; i < 256; i++) {
      red[i] = i % 2;
      blue[i] = 1 - i % 2;
    }
    Path file = folder.resolve("stripes.jpeg");
    ImageFiles.write(Pixels.of(16, 16, red, new float[256], blue), file);
    Pixels back = ImageFiles.read(file);
    assertThat(back.channels()).isEqualTo(3);
    for (int i = 0; i < 256; i++) {
      assertThat(back.plane(0)[i]).isCloseTo(red[i], offset(0.1f));
      assertThat(back.plane(2)[i]).isCloseTo(blue[i], offset(0.1f));
    }
    assertThat(Files.readAllBytes(file)).startsWith(0xff, 0xd8, 0xff);
  }

  /** The JDK would turn 128 into 188 here. */
  @Test
  void anEmbeddedProfileDoesNotChangeTheSamples() throws IOException {
    Path file = folder.resolve("plain.jpg");
    ImageFiles.write(Pictures.random(20, 9, 3, false, 8), file);
    byte[] jpeg = Files.readAllBytes(file);
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    ByteBuffer withProfile = ByteBuffer.allocate(jpeg.length + 18 + profile.length);
    int afterApp0 = 4 + ByteBuffer.wrap(jpeg).getShort(4);
    withProfile.put(jpeg, 0, afterApp0).putShort((short) 0xffe2);
    withProfile.putShort((short) (16 + profile.length));
    withProfile.put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1)).put(profile);
    withProfile.put(jpeg, afterApp0, jpeg.length - afterApp0);
    Path profiled = Files.write(folder.resolve("icc.jpg"), withProfile.array());
    assertThat(ImageFiles.read(profiled)).isEqualTo(ImageFiles.read(file));
  }

  /** The JDK would take Y, Cb, Cr for R, G, B here; libjpeg and all built on it do not. */
  @Test
  void aColourJpegThatDoesNotNameItsColoursIsYcbcr() throws IOException {
    Path file = folder.resolve("plain.jpg");
    ImageFiles.write(Pictures.random(20, 9, 3, false, 8), file);
    byte[] jpeg = Files.readAllBytes(file);
    int afterApp0 = 4 + ByteBuffer.wrap(jpeg).getShort(4);
    ByteBuffer bare = ByteBuffer.allocate(jpeg.length - afterApp0 + 2).put(jpeg, 0, 2);
    bare.put(jpeg, afterApp0, jpeg.length - afterApp0);
    // components 0, 1, 2 instead of JFIF's 1, 2, 3, in frame and scan header
    renumber(bare, 0xffc0, 10, 3);
    renumber(bare, 0xffda, 5, 2);
    Path unmarked = Files.write(folder.resolve("bare.jpg"), bare.array());
    assertThat(ImageFiles.read(unmarked)).isEqualTo(ImageFiles.read(file));
  }

  private static void renumber(ByteBuffer jpeg, int marker, int first, int step) {
    int at = 0;
    while ((jpeg.getShort(at) & 0xffff) != marker) {
      at++;
    }
    for (int c = 0; c < 3; c++) {
      assertThat(jpeg.get(at + first + c * step)).isEqualTo((byte) (c + 1));
      jpeg.put(at + first + c * step, (byte) c);
    }
  }

  @Test
  void sixteenBitPictureBecomesAnEightBitJpeg() {
    Path file = folder.resolve("deep.jpg");
    ImageFiles.write(Pixels.of(4, 4, new float[][] {new float[16]}, null, 16), file);
    assertThat(ImageFiles.read(file).bitDepth()).isEqualTo(8);
  }

  @Test
  void jpegOfATransparentPictureIsRefusedAndOfAnOpaqueOneWritten() {
    float[] alpha = {1, 1, 1, 0.5f};
    Pixels picture = Pixels.of(2, 2, new float[][] {new float[4]}, alpha, 8);
    Path file = folder.resolve("a.jpg");
    assertThatThrownBy(() -> ImageFiles.write(picture, file))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot write the image ["
                + file
                + "]: got a picture with transparent pixels, expected an opaque one, because JPEG"
                + " has no alpha. Write PNG, or put it on a background first (Alpha.flatten).");
    assertThat(file).doesNotExist();

    ImageFiles.write(Alpha.flatten(picture, 1f), file);
    assertThat(ImageFiles.read(file).plane(0)[3] * 255).isBetween(118f, 137f);

    ImageFiles.write(picture.withAlpha(new float[] {1, 1, 1, 1}), file);
    assertThat(ImageFiles.read(file).alpha()).isEmpty();
  }

  @Test
  void flattenMixesWithTheBackground() {
    Pixels picture =
        Pixels.of(3, 1, new float[][] {{0.2f, 0.2f, 0.2f}}, new float[] {0, 0.5f, 1}, 8);
    assertThat(Alpha.flatten(picture, 1f).plane(0)).containsExactly(1f, 0.6f, 0.2f);
    assertThat(Alpha.flatten(picture, 1f).alpha()).isEmpty();
  }

  @Test
  void readsFromAStreamAndLeavesItOpen() throws IOException {
    Pixels picture = Pictures.random(5, 4, 3, false, 8);
    Path file = folder.resolve("s.png");
    ImageFiles.write(picture, file);
    boolean[] closed = {false};
    var stream =
        new ByteArrayInputStream(Files.readAllBytes(file)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertThat(ImageFiles.read(stream, "upload", ImageLimits.DEFAULT)).isEqualTo(picture);
    assertThat(closed[0]).isFalse();
  }

  @Test
  void headerIsReadWithoutDecoding() {
    Path file = folder.resolve("h.JPG");
    ImageFiles.write(flat(33, 21, 9), file);
    assertThat(ImageFiles.header(file, ImageLimits.DEFAULT))
        .isEqualTo(new ImageHeader(ImageFormat.JPEG, 33, 21));
  }

  @Test
  void overwritesAndFollowsALink() throws IOException {
    Path file = folder.resolve("real.png");
    ImageFiles.write(flat(2, 2, 10), file);
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), file);
    ImageFiles.write(flat(3, 2, 20), link);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(ImageFiles.read(file)).isEqualTo(flat(3, 2, 20));
  }

  private static Pixels flat(int width, int height, int level) {
    float[] plane = new float[width * height];
    Arrays.fill(plane, level / 255f);
    return Pixels.of(width, height, plane);
  }
}
