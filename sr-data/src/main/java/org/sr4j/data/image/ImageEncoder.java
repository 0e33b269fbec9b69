package org.sr4j.data.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A {@link BufferedImage} to the bytes of a file. */
final class ImageEncoder {

  private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

  private ImageEncoder() {}

  /**
   * @param jpegQuality 0 to 1, for JPEG only
   */
  static void encode(BufferedImage image, ImageFormat format, float jpegQuality, OutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format.name()).next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      IIOMetadata metadata = null;
      if (format == ImageFormat.JPEG) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(jpegQuality);
        metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        keepFullChroma(metadata);
      }
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
  }

  /**
   * By default the JDK halves the colour resolution, which a super-resolved picture has paid for.
   */
  private static void keepFullChroma(IIOMetadata metadata) throws IOException {
    Element root = (Element) metadata.getAsTree(JPEG_METADATA);
    NodeList components = root.getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      Element component = (Element) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
    metadata.setFromTree(JPEG_METADATA, root);
  }
}
