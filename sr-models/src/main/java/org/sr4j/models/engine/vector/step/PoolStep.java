package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Window;

/** Maximum or average of windows. */
public final class PoolStep extends Step {

  private final Pool pool;
  private final Slot in;
  private final Slot out;

  public PoolStep(Pool pool, Slot in, Slot out) {
    super(
        pool.output(), "pool " + pool.window().kernelHeight() + "x" + pool.window().kernelWidth());
    this.pool = pool;
    this.in = in;
    this.out = out;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap target = out.map();
    int channels = target.paddedChannels();
    for (int y = begin; y < end; y++) {
      for (int x = 0; x < target.width(); x++) {
        pixel(y, x, target.index(y, x), channels);
      }
    }
    Borders.clearPadding(target, begin, end);
    Borders.clear(target, begin, end);
  }

  private void pixel(int y, int x, int to, int channels) {
    FeatureMap source = in.map();
    float[] data = out.map().data();
    Window w = pool.window();
    boolean max = pool.kind() == Pool.Kind.MAX;
    Arrays.fill(data, to, to + channels, max ? Float.NEGATIVE_INFINITY : 0);
    int top = y * w.strideHeight() - w.top();
    int left = x * w.strideWidth() - w.left();
    int seen = 0;
    for (int i = 0; i < w.kernelHeight(); i++) {
      int row = top + i * w.dilationHeight();
      for (int j = 0; j < w.kernelWidth(); j++) {
        int column = left + j * w.dilationWidth();
        if (row >= 0 && row < source.height() && column >= 0 && column < source.width()) {
          seen++;
          int from = source.index(row, column);
          if (max) {
            maximum(source.data(), from, data, to, channels);
          } else {
            sum(source.data(), from, data, to, channels);
          }
        }
      }
    }
    if (!max) {
      float part = 1f / (pool.countBorder() ? w.kernelHeight() * w.kernelWidth() : seen);
      for (int c = to; c < to + channels; c++) {
        data[c] *= part;
      }
    }
  }

  private static void maximum(float[] source, int from, float[] data, int to, int channels) {
    for (int c = 0; c < channels; c++) {
      data[to + c] = Math.max(data[to + c], source[from + c]);
    }
  }

  private static void sum(float[] source, int from, float[] data, int to, int channels) {
    for (int c = 0; c < channels; c++) {
      data[to + c] += source[from + c];
    }
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
