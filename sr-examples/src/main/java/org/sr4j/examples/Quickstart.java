package org.sr4j.examples;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;

/** Enlarges a picture in memory: the README's three lines. */
public final class Quickstart {

  private Quickstart() {}

  public static void main(String[] args) throws IOException {
    BufferedImage small = ImageIO.read(new File(args[0]));
    try (SuperResolver sr = SuperResolution.create().resolver(2)) {
      BufferedImage big = sr.upscale(small);
      ImageIO.write(big, "png", new File(args[1]));
    }
  }
}
