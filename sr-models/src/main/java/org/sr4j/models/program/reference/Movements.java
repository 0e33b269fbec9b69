package org.sr4j.models.program.reference;

import java.util.List;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle.Order;
import org.sr4j.models.program.op.Slice;

/** Operations that move values without changing them. */
public final class Movements {

  private Movements() {}

  public static Tensor transpose(String output, Tensor x, List<Integer> order) {
    int[] strides = Cursor.strides(x.shape());
    long[] shape = new long[order.size()];
    int[] moved = new int[order.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = x.shape()[order.get(i)];
      moved[i] = strides[order.get(i)];
    }
    return gather(output, x, shape, Cursor.walk(shape, moved), 0);
  }

  public static Tensor slice(Slice op, Tensor x, long[] shape) {
    long size = x.shape()[op.axis()];
    long start = Math.max(0, op.start() < 0 ? size + op.start() : op.start());
    int[] strides = Cursor.strides(x.shape());
    int first = Math.toIntExact(start * strides[op.axis()]);
    return gather(op.output(), x, shape, Cursor.walk(shape, strides), first);
  }

  private static Tensor gather(String output, Tensor x, long[] shape, int[] places, int first) {
    float[] y = new float[places.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x.data()[first + places[i]];
    }
    return new Tensor(output, shape, y);
  }

  public static Tensor concat(Concat op, List<Tensor> parts, long[] shape) {
    float[] y = new float[Cursor.length(shape)];
    int[] strides = Cursor.strides(shape);
    int first = 0;
    for (Tensor part : parts) {
      int[] places = Cursor.walk(part.shape(), strides);
      for (int i = 0; i < places.length; i++) {
        y[first + places[i]] = part.data()[i];
      }
      first += Math.toIntExact(part.shape()[op.axis()] * strides[op.axis()]);
    }
    return new Tensor(op.output(), shape, y);
  }

  public static Tensor pad(Pad op, Tensor x, long[] shape) {
    int height = (int) x.shape()[2];
    int width = (int) x.shape()[3];
    int rows = (int) shape[2];
    int columns = (int) shape[3];
    float[] y = new float[Cursor.length(shape)];
    for (int i = 0; i < y.length; i++) {
      int row = source(op.mode(), i / columns % rows - op.top(), height);
      int column = source(op.mode(), i % columns - op.left(), width);
      int plane = i / (rows * columns);
      y[i] = row < 0 || column < 0 ? op.value() : x.data()[(plane * height + row) * width + column];
    }
    return new Tensor(op.output(), shape, y);
  }

  /** Where a line is read, or -1 for the constant. */
  private static int source(Pad.Mode mode, int line, int size) {
    if (line >= 0 && line < size) {
      return line;
    }
    return switch (mode) {
      case CONSTANT -> -1;
      case EDGE -> line < 0 ? 0 : size - 1;
      case REFLECT -> line < 0 ? -line : 2 * (size - 1) - line;
    };
  }

  public static Tensor shuffle(String output, Tensor x, int factor, Order order, long[] shape) {
    return shuffled(output, x, factor, order, shape, x.shape(), false);
  }

  public static Tensor unshuffle(String output, Tensor x, int factor, Order order, long[] shape) {
    return shuffled(output, x, factor, order, x.shape(), shape, true);
  }

  /** Copies between a map of fine pixels and one of cells, one way or the other. */
  private static Tensor shuffled(
      String output, Tensor x, int r, Order order, long[] fine, long[] cells, boolean toCells) {
    float[] y = new float[x.data().length];
    int channels = (int) fine[1];
    int rows = (int) fine[2];
    int columns = (int) fine[3];
    for (int i = 0; i < y.length; i++) {
      int column = i % columns;
      int row = i / columns % rows;
      int c = i / (columns * rows) % channels;
      int n = i / (columns * rows * channels);
      int phase = row % r * r + column % r;
      int channel = order == Order.CHANNEL_FIRST ? c * r * r + phase : phase * channels + c;
      int cell =
          ((n * channels * r * r + channel) * (int) cells[2] + row / r) * (int) cells[3]
              + column / r;
      if (toCells) {
        y[cell] = x.data()[i];
      } else {
        y[i] = x.data()[cell];
      }
    }
    return new Tensor(output, toCells ? cells : fine, y);
  }
}
