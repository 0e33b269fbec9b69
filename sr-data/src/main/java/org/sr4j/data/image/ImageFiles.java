package org.sr4j.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.file.AtomicFile;

/**
 * Reads and writes PNG and JPEG files.
 *
 * <p>Files are untrusted: the declared size is compared with {@link ImageLimits} before memory is
 * taken, and a file that is damaged, cut off or not an image ends in an {@link ImageException} that
 * names it, never in a partly grey picture. Samples come as they are stored (no colour management);
 * grey stays grey, a grey palette becomes grey, 16 bits stay 16 bits.
 *
 * <p>A written file is complete or not there (see {@link AtomicFile}).
 */
public final class ImageFiles {

  /** Quality of written JPEG files, 0 to 1; they keep full colour resolution (4:4:4). */
  public static final float JPEG_QUALITY = 0.95f;

  private ImageFiles() {}

  /** {@link #read(Path, ImageLimits)} with {@link ImageLimits#DEFAULT}. */
  public static Pixels read(Path file) {
    return read(file, ImageLimits.DEFAULT);
  }

  /**
   * @return planes in {@code [0,1]}
   * @throws ImageException if the file is missing, a folder, empty, too large, truncated, damaged,
   *     neither PNG nor JPEG, or a CMYK, 12-bit, lossless or arithmetic-coded JPEG
   */
  public static Pixels read(Path file, ImageLimits limits) {
    try (ImageInputStream in = open(file, limits)) {
      return new ImageDecoder(file.toString(), limits).decode(in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads from a stream, which is not closed and of which at most {@link ImageLimits#maxBytes} are
   * kept in memory.
   *
   * @param name what messages call the picture
   */
  public static Pixels read(InputStream stream, String name, ImageLimits limits) {
    InputStream bounded = new BoundedInputStream(stream, limits.maxBytes());
    try (ImageInputStream in = new MemoryCacheImageInputStream(bounded)) {
      return new ImageDecoder(name, limits).decode(in);
    } catch (IOException e) {
      throw new ImageException(Problem.cannot("read the image").at(name).got(reason(e)), e);
    }
  }

  /**
   * What the file's header declares; nothing is decoded.
   *
   * @throws ImageException as {@link #read(Path, ImageLimits)}
   */
  public static ImageHeader header(Path file, ImageLimits limits) {
    try (ImageInputStream in = open(file, limits)) {
      return new ImageDecoder(file.toString(), limits).header(in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** {@link #write(Pixels, Path, float)} with {@link #JPEG_QUALITY}. */
  public static void write(Pixels pixels, Path file) {
    write(pixels, file, JPEG_QUALITY);
  }

  /**
   * Writes PNG or JPEG, by the extension of the file's name. PNG keeps grey, alpha and 16 bits;
   * JPEG is 8 bits. Samples are clamped and rounded half up, once.
   *
   * @param jpegQuality 0 to 1; without meaning for PNG
   * @throws ImageException if the extension is unknown, the folder is missing, the disk is full, a
   *     sample is not a number, or a JPEG is asked of a picture that is not opaque; the file at the
   *     final name stays as it was
   */
  public static void write(Pixels pixels, Path file, float jpegQuality) {
    ImageFormat format =
        ImageFormat.ofFileName(file)
            .orElseThrow(
                () ->
                    new ImageException(
                        Problem.cannot("write the image")
                            .at(file)
                            .got("an unknown file name extension")
                            .expected(".png, .jpg or .jpeg")));
    NumberCheck.require(pixels, file);
    BufferedImage image =
        BufferedImages.toBufferedImage(format == ImageFormat.JPEG ? forJpeg(pixels, file) : pixels);
    try {
      AtomicFile.write(file, out -> ImageEncoder.encode(image, format, jpegQuality, out));
    } catch (IOException e) {
      throw new ImageException(
          Problem.cannot("write the image")
              .at(file)
              .got(reason(e))
              .advice("Nothing was changed at that name."),
          e);
    }
  }

  private static Pixels forJpeg(Pixels pixels, Path file) {
    if (!Alpha.isOpaque(pixels)) {
      throw new ImageException(
          Problem.cannot("write the image")
              .at(file)
              .got("a picture with transparent pixels")
              .expected("an opaque one, because JPEG has no alpha")
              .advice("Write PNG, or put it on a background first (Alpha.flatten)."));
    }
    float[][] planes = new float[pixels.channels()][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = pixels.plane(c);
    }
    return Pixels.of(pixels.width(), pixels.height(), planes, null, 8);
  }

  private static ImageInputStream open(Path file, ImageLimits limits) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ImageException(
          Problem.cannot("read the image").at(file).got("a folder").expected("a PNG or JPEG file"));
    }
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    long size = Files.size(file);
    if (size > limits.maxBytes()) {
      throw new ImageException(
          Problem.cannot("read the image")
              .at(file)
              .got("a file of " + size + " bytes")
              .expected("at most " + limits.maxBytes() + " bytes")
              .advice("If you trust the file, raise maxBytes of ImageLimits."));
    }
    return file.getFileSystem() == FileSystems.getDefault()
        ? new FileImageInputStream(file.toFile())
        : new MemoryCacheImageInputStream(
            new ByteArrayInputStream(Files.readAllBytes(file))); // a zip or an in-memory file
  }

  private static ImageException unreadable(Path file, IOException e) {
    Problem problem = Problem.cannot("read the image").at(file);
    return e instanceof NoSuchFileException
        ? new ImageException(problem.got("no file").expected("a PNG or JPEG file"), e)
        : new ImageException(problem.got(reason(e)), e);
  }

  /** The first cause: codecs wrap a full disk into "I/O error writing PNG file!". */
  private static String reason(IOException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass() == IOException.class ? cause.getMessage() : cause.toString();
  }
}
