package org.sr4j.examples.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.BufferedImages;

/** The same part of several pictures, enlarged so that pixels can be seen, with captions. */
final class Comparison {

  private static final int ZOOM = 3;
  private static final int COLUMNS = 2;
  private static final int GAP = 4;
  private static final int CAPTION = 20;

  private final int x;
  private final int y;
  private final int width;
  private final int height;
  private final Map<String, Pixels> panels = new LinkedHashMap<>();

  /** Of each picture, the part of that size whose top-left corner is at (x, y). */
  Comparison(int x, int y, int width, int height) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  Comparison panel(String caption, Pixels picture) {
    return panel(caption, picture, 1);
  }

  /**
   * @param shrunk by how much the picture is smaller than the others; its pixels show as squares
   */
  Comparison panel(String caption, Pixels picture, int shrunk) {
    panels.put(caption, picture.crop(x / shrunk, y / shrunk, width / shrunk, height / shrunk));
    return this;
  }

  Pixels draw() {
    int cellWidth = width * ZOOM + GAP;
    int cellHeight = height * ZOOM + CAPTION + GAP;
    int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * cellWidth - GAP, rows * cellHeight - GAP, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    int i = 0;
    for (Map.Entry<String, Pixels> panel : panels.entrySet()) {
      int left = i % COLUMNS * cellWidth;
      int top = i / COLUMNS * cellHeight;
      BufferedImage part = BufferedImages.toBufferedImage(panel.getValue());
      g.drawImage(part, left, top, width * ZOOM, height * ZOOM, null);
      g.drawString(panel.getKey(), left + GAP, top + height * ZOOM + CAPTION - 5);
      i++;
    }
    g.dispose();
    return BufferedImages.toPixels(sheet);
  }
}
