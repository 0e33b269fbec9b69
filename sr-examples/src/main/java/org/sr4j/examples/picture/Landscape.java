package org.sr4j.examples.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Sky, hills, and a meadow of single blades: smooth gradients beside fine texture. */
final class Landscape {

  private static final int HORIZON = 165;

  private final Random random;

  Landscape(Random random) {
    this.random = random;
  }

  void paint(Graphics2D g) {
    sky(g);
    hills(g);
    meadow(g);
  }

  private static void sky(Graphics2D g) {
    g.setPaint(new GradientPaint(0, 0, new Color(0x4d84c4), 0, HORIZON, new Color(0xf3dfc4)));
    g.fill(new Rectangle2D.Double(0, 0, TestCard.WIDTH, TestCard.HEIGHT));
    g.setColor(new Color(0xfff6dc));
    g.fill(new Ellipse2D.Double(216, 40, 30, 30));
  }

  private void hills(Graphics2D g) {
    Color[] colours = {new Color(0x8d9db5), new Color(0x6f8797), new Color(0x4f6f68)};
    for (int i = 0; i < colours.length; i++) {
      g.setColor(colours[i]);
      g.fill(ridge(110 + 20 * i, 16 - 3 * i));
    }
  }

  /** A line of hills by midpoint displacement: rough, yet the same for every seed. */
  private Path2D ridge(double base, double roughness) {
    double[] y = new double[129];
    y[0] = base;
    y[128] = base;
    double amplitude = roughness;
    for (int step = 128; step > 1; step /= 2, amplitude *= 0.55) {
      for (int i = step / 2; i < 128; i += step) {
        y[i] = (y[i - step / 2] + y[i + step / 2]) / 2 + random.nextGaussian() * amplitude;
      }
    }
    Path2D path = new Path2D.Double();
    path.moveTo(0, TestCard.HEIGHT);
    for (int i = 0; i <= 128; i++) {
      path.lineTo(i * TestCard.WIDTH / 128.0, y[i]);
    }
    path.lineTo(TestCard.WIDTH, TestCard.HEIGHT);
    path.closePath();
    return path;
  }

  private void meadow(Graphics2D g) {
    g.setPaint(
        new GradientPaint(
            0, HORIZON, new Color(0x7d9a4c), 0, TestCard.HEIGHT, new Color(0x39561f)));
    g.fill(new Rectangle2D.Double(0, HORIZON + 6, TestCard.WIDTH, TestCard.HEIGHT));
    g.setStroke(new BasicStroke(0.7f));
    for (int i = 0; i < 5000; i++) {
      double y = HORIZON + 6 + random.nextDouble() * (TestCard.HEIGHT - HORIZON);
      double x = random.nextDouble() * TestCard.WIDTH;
      double length = 1.5 + 6 * (y - HORIZON) / (TestCard.HEIGHT - HORIZON);
      int green = 80 + random.nextInt(90);
      g.setColor(new Color(green * 3 / 4, green, green / 3));
      g.draw(new Line2D.Double(x, y, x + random.nextGaussian() * 1.2, y - length));
    }
  }
}
