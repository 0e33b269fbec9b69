package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.FeatureMap;

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
    FeatureMap source = in.map();
    FeatureMap target = out.map();
    int channels = target.paddedChannels();
    for (int y = begin; y < end; y++) {
      Arrays.fill(scratch, 0, source.width() * channels, 0);
      for (int t = 0; t < rows.count; t++) {
        int row = rows.sources[y * rows.count + t];
        float weight = rows.weights[y * rows.count + t];
        for (int x = 0; x < source.width(); x++) {
          add(source.data(), source.index(row, x), weight, scratch, x * channels, channels);
        }
      }
      for (int x = 0; x < target.width(); x++) {
        int to = target.index(y, x);
        Arrays.fill(target.data(), to, to + channels, 0);
        for (int t = 0; t < columns.count; t++) {
          int from = columns.sources[x * columns.count + t] * channels;
          float weight = columns.weights[x * columns.count + t];
          add(scratch, from, weight, target.data(), to, channels);
        }
      }
    }
    Borders.clear(target, begin, end);
  }

  private static void add(float[] a, int from, float weight, float[] out, int to, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i] += weight * a[from + i];
    }
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
