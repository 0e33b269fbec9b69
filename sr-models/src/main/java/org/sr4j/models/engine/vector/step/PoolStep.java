package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.kernel.RowFunctions;
import org.sr4j.models.program.op.Binary;
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
      if (isOfRows()) {
        row(y, target.width() * channels);
        continue;
      }
      for (int x = 0; x < target.width(); x++) {
        pixel(y, x, target.index(y, x), channels);
      }
    }
    Borders.clearPadding(target, begin, end);
    Borders.clear(target, begin, end);
  }

  /** Whether windows are one pixel wide, all within the map, and rows without gaps. */
  private boolean isOfRows() {
    FeatureMap source = in.map();
    FeatureMap target = out.map();
    Window w = pool.window();
    return w.kernelWidth() == 1
        && w.strideWidth() == 1
        && w.top() + w.bottom() + w.left() + w.right() == 0
        && source.pixelPitch() == target.paddedChannels()
        && target.pixelPitch() == target.paddedChannels();
  }

  private void row(int y, int length) {
    FeatureMap source = in.map();
    float[] data = out.map().data();
    Window w = pool.window();
    int to = out.map().index(y, 0);
    boolean max = pool.kind() == Pool.Kind.MAX;
    float part = max ? 1 : 1f / w.kernelHeight();
    for (int i = 0; i < w.kernelHeight(); i++) {
      int from = source.index(y * w.strideHeight() + i * w.dilationHeight(), 0);
      if (i == 0) {
        RowFunctions.scaled(source.data(), from, part, data, to, length);
      } else if (max) {
        RowFunctions.apply(Binary.Kind.MAXIMUM, source.data(), from, data, to, data, to, length);
      } else {
        RowFunctions.addScaled(source.data(), from, part, data, to, length);
      }
    }
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
            RowFunctions.apply(
                Binary.Kind.MAXIMUM, source.data(), from, data, to, data, to, channels);
          } else {
            RowFunctions.apply(Binary.Kind.ADD, source.data(), from, data, to, data, to, channels);
          }
        }
      }
    }
    if (!max) {
      float part = 1f / (pool.countBorder() ? w.kernelHeight() * w.kernelWidth() : seen);
      RowFunctions.scaled(data, to, part, data, to, channels);
    }
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
