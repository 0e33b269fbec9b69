package org.sr4j.examples.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Random;

/** A tree: each branch ends in two or three thinner ones, down to twigs with leaves. */
final class Tree {

  private static final int DEPTH = 9;

  private final Random random;

  Tree(Random random) {
    this.random = random;
  }

  /** Paints a tree whose trunk stands at (x, y) and is {@code height} long. */
  void paint(Graphics2D g, double x, double y, double height) {
    branch(g, x, y, -Math.PI / 2, height, DEPTH);
  }

  private void branch(Graphics2D g, double x, double y, double angle, double length, int depth) {
    double endX = x + length * Math.cos(angle);
    double endY = y + length * Math.sin(angle);
    g.setStroke(
        new BasicStroke(
            (float) (0.35 + 0.11 * depth * depth), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    int shade = 38 + 5 * (DEPTH - depth);
    g.setColor(new Color(shade + 18, shade + 6, shade - 6));
    g.draw(new Line2D.Double(x, y, endX, endY));
    if (depth == 0) {
      leaf(g, endX, endY);
      return;
    }
    int children = depth > 5 && random.nextInt(3) == 0 ? 3 : 2;
    for (int i = 0; i < children; i++) {
      double spread = 0.42 * (2.0 * i / (children - 1) - 1);
      double turned = angle + spread + 0.16 * random.nextGaussian();
      branch(g, endX, endY, turned, length * (0.70 + 0.12 * random.nextDouble()), depth - 1);
    }
  }

  private void leaf(Graphics2D g, double x, double y) {
    int green = 90 + random.nextInt(100);
    g.setColor(new Color(green * 2 / 3, green, 40));
    double size = 1 + 1.4 * random.nextDouble();
    g.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }
}
