package org.sr4j.examples.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Lines that meet in a point, where they come closer than any pixel. */
final class SiemensStar {

  private static final int SPOKES = 36;

  private SiemensStar() {}

  static void paint(Graphics2D g, double x, double y, double radius) {
    g.setColor(Color.WHITE);
    g.fill(new Ellipse2D.Double(x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4));
    g.setColor(new Color(0x202020));
    for (int i = 0; i < SPOKES; i++) {
      double from = 2 * Math.PI * i / SPOKES;
      double to = from + Math.PI / SPOKES;
      Path2D spoke = new Path2D.Double();
      spoke.moveTo(x, y);
      spoke.lineTo(x + radius * Math.cos(from), y + radius * Math.sin(from));
      spoke.lineTo(x + radius * Math.cos(to), y + radius * Math.sin(to));
      spoke.closePath();
      g.fill(spoke);
    }
  }
}
