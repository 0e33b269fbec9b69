package org.sr4j.examples.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** A brick house behind a fence: regular patterns, slanted and straight lines. */
final class House {

  private final Random random;

  House(Random random) {
    this.random = random;
  }

  void paint(Graphics2D g) {
    walls(g);
    roof(g);
    for (int i = 0; i < 3; i++) {
      window(g, 206 + 32 * i, 142);
    }
    fence(g);
  }

  private void walls(Graphics2D g) {
    g.setColor(new Color(0xcdbfae));
    g.fill(new Rectangle2D.Double(196, 128, 104, 62));
    for (int row = 0; row < 16; row++) {
      for (int column = -1; column < 14; column++) {
        int shade = random.nextInt(36);
        g.setColor(new Color(150 + shade, 76 + shade / 2, 58 + shade / 2));
        double x = 196 + column * 8 + (row % 2) * 4;
        Rectangle2D brick = new Rectangle2D.Double(x, 128 + row * 4, 7.2, 3.3);
        g.fill(brick.createIntersection(new Rectangle2D.Double(196, 128, 104, 62)));
      }
    }
  }

  private static void roof(Graphics2D g) {
    Path2D roof = new Path2D.Double();
    roof.moveTo(188, 130);
    roof.lineTo(248, 96);
    roof.lineTo(308, 130);
    roof.closePath();
    g.setColor(new Color(0x4b3a3a));
    g.fill(roof);
    Shape clip = g.getClip();
    g.clip(roof);
    g.setColor(new Color(0x7a5b55));
    g.setStroke(new BasicStroke(0.8f));
    for (int i = 0; i < 40; i++) {
      g.draw(new Line2D.Double(170 + 4 * i, 130, 150 + 4 * i, 90));
    }
    g.setClip(clip);
  }

  private static void window(Graphics2D g, double x, double y) {
    g.setColor(new Color(0xf2ede2));
    g.fill(new Rectangle2D.Double(x, y, 20, 26));
    g.setPaint(
        new GradientPaint(
            (float) x,
            (float) y,
            new Color(0x2c4258),
            (float) x,
            (float) y + 26,
            new Color(0x9cc0d8)));
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 2; column++) {
        g.fill(new Rectangle2D.Double(x + 2 + 8.5 * column, y + 2 + 7.8 * row, 7.5, 6.6));
      }
    }
  }

  private static void fence(Graphics2D g) {
    g.setColor(new Color(0xe9e4da));
    for (int i = 0; i < 36; i++) {
      g.fill(new Rectangle2D.Double(150 + 6.5 * i, 190 + 0.25 * i, 2.2, 22));
    }
    AffineTransform upright = g.getTransform();
    g.rotate(Math.atan(0.25 / 6.5), 150, 196);
    g.fill(new Rectangle2D.Double(148, 195, 240, 1.6));
    g.fill(new Rectangle2D.Double(148, 205, 240, 1.6));
    g.setTransform(upright);
  }
}
