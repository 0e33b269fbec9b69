package org.sr4j.data.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;

/** Bytes to {@link Pixels}: limits, header, structure, and only then the codec. */
final class ImageDecoder {

  private final String name;
  private final ImageLimits limits;

  /**
   * @param name the file's name for messages
   */
  ImageDecoder(String name, ImageLimits limits) {
    this.name = name;
    this.limits = limits;
  }

  ImageHeader header(ImageInputStream in) {
    try {
      ImageHeader header = ImageHeader.read(in);
      if (header.pixels() > limits.maxPixels()) {
        throw new ImageException(
            Problem.cannot("read the image")
                .at(name)
                .got(header.width() + "x" + header.height() + " = " + header.pixels() + " pixels")
                .expected("at most " + limits.maxPixels() + " pixels")
                .advice("If you trust the file, raise maxPixels of ImageLimits."));
      }
      return header;
    } catch (IOException e) {
      throw failure(e, in);
    }
  }

  Pixels decode(ImageInputStream in) {
    ImageHeader header = header(in);
    try {
      if (header.format() == ImageFormat.PNG) {
        PngStructure.verify(in);
        in.seek(0);
        return BufferedImages.toPixels(decode(in, header));
      }
      try (ImageInputStream plain = PlainJpeg.of(in)) {
        return BufferedImages.toPixels(decode(plain, header));
      }
    } catch (IOException | RuntimeException e) {
      // The codecs answer broken bytes with any unchecked exception, too.
      throw failure(e, in);
    }
  }

  private BufferedImage decode(ImageInputStream in, ImageHeader header) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(header.format().name()).next();
    try {
      DamageListener damage = new DamageListener();
      reader.addIIOReadWarningListener(damage);
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      if (damage.warning != null) {
        throw new DamagedImageException(
            "a damaged or truncated " + header.format() + " file (" + damage.warning + ")",
            "a complete file");
      }
      if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
        throw new DamagedImageException(
            image.getWidth() + "x" + image.getHeight() + " pixels",
            header.width() + "x" + header.height() + " as the header says");
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  private ImageException failure(Exception cause, ImageInputStream in) {
    Problem problem = Problem.cannot("read the image").at(name);
    if (cause instanceof ImageException known) {
      return known.problem().where() == null
          ? new ImageException(known.problem().at(name), known)
          : known;
    }
    if (inChain(cause, DamagedImageException.class) instanceof DamagedImageException damaged) {
      return new ImageException(
          problem.got(damaged.getMessage()).expected(damaged.expected()), cause);
    }
    if (inChain(cause, EOFException.class) != null) {
      return new ImageException(
          problem
              .got("a truncated file (" + length(in) + ")")
              .expected("a complete PNG or JPEG file")
              .advice("Get a fresh copy: the end is missing."),
          cause);
    }
    return new ImageException(
        problem.got("damaged data (" + cause + ")").expected("a valid PNG or JPEG file"), cause);
  }

  private static Throwable inChain(Throwable cause, Class<?> type) {
    Throwable t = cause;
    while (t != null && !type.isInstance(t)) {
      t = t.getCause();
    }
    return t;
  }

  private static String length(ImageInputStream in) {
    try {
      long length = in.length();
      return (length >= 0 ? length : in.getStreamPosition()) + " bytes";
    } catch (IOException e) {
      return "length unknown";
    }
  }

  /**
   * Broken entropy-coded data make the JPEG decoder only warn and fill the rest with grey. Its
   * warnings are libjpeg's fixed English texts; "extraneous bytes" are harmless and common.
   */
  private static final class DamageListener implements IIOReadWarningListener {
    private String warning;

    @Override
    public void warningOccurred(ImageReader source, String text) {
      boolean damage = text.startsWith("Premature end") || text.startsWith("Corrupt JPEG data");
      if (damage && !text.contains("extraneous") && warning == null) {
        warning = text;
      }
    }
  }
}
