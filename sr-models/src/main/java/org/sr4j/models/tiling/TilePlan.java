package org.sr4j.models.tiling;

import java.util.ArrayList;
import java.util.List;

/**
 * How a picture is cut: windows of one size that overlap, each responsible for a core; the cores
 * partition the picture.
 *
 * <p>Every window has the same size (an engine then prepares once), so windows at the right and
 * bottom border move inwards rather than shrink. A core keeps {@code overlap} pixels of its window
 * around it except where the window ends with the picture.
 *
 * @param windowWidth width of every window
 * @param windowHeight height of every window
 * @param tiles in reading order
 */
public record TilePlan(int windowWidth, int windowHeight, List<Tile> tiles) {

  /**
   * One window and its core, in pixels of the picture.
   *
   * @param x left column of the window
   * @param y top row of the window
   * @param coreX left column of the core
   * @param coreY top row of the core
   */
  public record Tile(int x, int y, int coreX, int coreY, int coreWidth, int coreHeight) {}

  /** Start and core of a window along one side. */
  private record Span(int start, int coreStart, int coreLength) {}

  /**
   * @param width of the picture, a multiple of {@code multiple}
   * @param height of the picture, a multiple of {@code multiple}
   * @param core wanted side of a core; 0 for one tile that is the whole picture
   * @param overlap pixels needed around a core: the receptive radius
   * @param multiple windows start at and have sides of multiples of this
   */
  public static TilePlan of(int width, int height, int core, int overlap, int multiple) {
    int margin = roundUp(overlap, multiple);
    int step = core == 0 ? 0 : roundUp(core, multiple);
    List<Span> columns = spans(width, step, margin);
    List<Span> rows = spans(height, step, margin);
    List<Tile> tiles = new ArrayList<>();
    for (Span row : rows) {
      for (Span column : columns) {
        tiles.add(
            new Tile(
                column.start,
                row.start,
                column.coreStart,
                row.coreStart,
                column.coreLength,
                row.coreLength));
      }
    }
    return new TilePlan(window(width, step, margin), window(height, step, margin), tiles);
  }

  public boolean isWhole() {
    return tiles.size() == 1;
  }

  private static int window(int length, int step, int margin) {
    return step == 0 ? length : (int) Math.min(length, step + 2L * margin);
  }

  private static List<Span> spans(int length, int step, int margin) {
    int window = window(length, step, margin);
    if (window == length) {
      return List.of(new Span(0, 0, length));
    }
    List<Span> spans = new ArrayList<>();
    for (int coreStart = 0; coreStart < length; ) {
      int start = Math.min(Math.max(0, coreStart - margin), length - window);
      // A window that reaches the picture's end serves everything up to it.
      int coreEnd = start + window == length ? length : start + window - margin;
      spans.add(new Span(start, coreStart, coreEnd - coreStart));
      coreStart = coreEnd;
    }
    return spans;
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }
}
