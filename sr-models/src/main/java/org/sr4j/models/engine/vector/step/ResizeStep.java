package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.kernel.RowFunctions;

/** Separable interpolation: the rows that a row of the result needs, then its columns. */
public final class ResizeStep extends Step {

  private final Slot in;
  private final Slot out;
  private final Taps rows;
  private final Taps columns;

  /**
   * @param rows of the input for each row of the result
   * @param columns of the input for each column of the result
   */
  public ResizeStep(String name, Slot in, Slot out, Taps rows, Taps columns) {
    super(name, "resize");
    this.in = in;
    this.out = out;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * What positions of the input make one of the output.
   *
   * @param count of taps
   * @param sources {@code [output][tap]}
   * @param weights {@code [output][tap]}
   */
  public record Taps(int count, int[] sources, float[] weights) {}

  @Override
  public int scratchFloats() {
    return in.map().width() * in.map().paddedChannels();
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap target = out.map();
    for (int y = begin; y < end; y++) {
      if (rows.count == 1 && columns.count == 1) {
        nearest(y);
        continue;
      }
      lines(y, scratch);
      pixels(y, scratch);
    }
    Borders.clear(target, begin, end);
  }

  /** What a row of the result needs of rows. */
  private void lines(int y, float[] scratch) {
    FeatureMap source = in.map();
    int channels = source.paddedChannels();
    int width = source.width();
    boolean dense = source.pixelPitch() == channels;
    int runs = dense ? 1 : width;
    int length = dense ? width * channels : channels;
    for (int t = 0; t < rows.count; t++) {
      int row = rows.sources[y * rows.count + t];
      float weight = rows.weights[y * rows.count + t];
      int from = source.index(row, 0);
      for (int i = 0, to = 0; i < runs; i++, from += source.pixelPitch(), to += length) {
        if (t == 0) {
          RowFunctions.scaled(source.data(), from, weight, scratch, to, length);
        } else {
          RowFunctions.addScaled(source.data(), from, weight, scratch, to, length);
        }
      }
    }
  }

  private void pixels(int y, float[] scratch) {
    FeatureMap target = out.map();
    int channels = target.paddedChannels();
    for (int x = 0; x < target.width(); x++) {
      int to = target.index(y, x);
      for (int t = 0; t < columns.count; t++) {
        int from = columns.sources[x * columns.count + t] * channels;
        float weight = columns.weights[x * columns.count + t];
        if (t == 0) {
          RowFunctions.scaled(scratch, from, weight, target.data(), to, channels);
        } else {
          RowFunctions.addScaled(scratch, from, weight, target.data(), to, channels);
        }
      }
    }
  }

  private void nearest(int y) {
    FeatureMap source = in.map();
    FeatureMap target = out.map();
    int channels = target.paddedChannels();
    int row = rows.sources[y];
    for (int x = 0; x < target.width(); x++) {
      int from = source.index(row, columns.sources[x]);
      RowFunctions.scaled(source.data(), from, 1, target.data(), target.index(y, x), channels);
    }
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
