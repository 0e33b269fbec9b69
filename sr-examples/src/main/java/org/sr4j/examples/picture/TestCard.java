package org.sr4j.examples.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.BufferedImages;

/**
 * A picture that anyone may ship: a drawn landscape with what super-resolution finds hard, that is
 * thin branches, a fence, bricks, text, and lines that meet in a point. Drawn at four times its
 * size and averaged, as a camera's sensor averages.
 */
final class TestCard {

  static final int WIDTH = 384;
  static final int HEIGHT = 256;

  /** Drawn pixels per side of a pixel. */
  private static final int SUPERSAMPLING = 4;

  private static final long SEED = 11;

  private final Random random = new Random(SEED);

  private TestCard() {}

  /** The picture, {@value #WIDTH} by {@value #HEIGHT}, RGB; the same at each call. */
  static Pixels draw() {
    int width = WIDTH * SUPERSAMPLING;
    int height = HEIGHT * SUPERSAMPLING;
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = canvas.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.scale(SUPERSAMPLING, SUPERSAMPLING);
    new TestCard().paint(g);
    g.dispose();
    return Averaging.shrink(BufferedImages.toPixels(canvas), SUPERSAMPLING);
  }

  private void paint(Graphics2D g) {
    new Landscape(random).paint(g);
    new House(random).paint(g);
    new Tree(random).paint(g, 74, 236, 62);
    SiemensStar.paint(g, 338, 52, 38);
    sign(g);
  }

  private static void sign(Graphics2D g) {
    g.setColor(new Color(0x5a4632));
    g.fill(new Rectangle2D.Double(176, 214, 3, 34));
    g.fill(new Rectangle2D.Double(320, 214, 3, 34));
    g.setColor(new Color(0xf7f2e4));
    g.fill(new Rectangle2D.Double(166, 212, 168, 32));
    g.setColor(new Color(0x1d2a3a));
    g.setFont(new Font(Font.SERIF, Font.BOLD, 15));
    g.drawString("Super-resolution", 173, 226);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 8));
    g.drawString("on the Java virtual machine 0123456", 172, 238);
  }
}
