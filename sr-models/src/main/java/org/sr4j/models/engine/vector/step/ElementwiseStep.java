package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import java.util.List;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.kernel.RowFunctions;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;

/**
 * Functions of each value by itself, one after the other over stretches of pixels that stay in the
 * nearest cache. Operands that repeat over pixels or channels are written out for a stretch.
 */
public final class ElementwiseStep extends Step {

  /** Floats in a stretch of pixels: several of them fit the nearest cache. */
  private static final int STRETCH = 1024;

  /**
   * One function. Values are numbered: first the operands, then the results in order.
   *
   * @param right -1 for a function of one value
   */
  public record Function(
      Activation.Kind unary, Binary.Kind binary, int left, int right, float alpha, float beta) {

    /** A function of one value. */
    public static Function of(Activation.Kind kind, int value, float alpha, float beta) {
      return new Function(kind, null, value, -1, alpha, beta);
    }

    /** A function of two values. */
    public static Function of(Binary.Kind kind, int left, int right) {
      return new Function(null, kind, left, right, 0, 0);
    }

    /** Whether the result is zero where some of the values are known to be. */
    private boolean keepsZero(boolean[] zero) {
      if (unary != null) {
        return zero[left] && keepsZero();
      }
      if (binary == null) {
        return zero[left];
      }
      return switch (binary) {
        case ADD, MAXIMUM, MINIMUM, SUBTRACT -> zero[left] && zero[right];
        case MULTIPLY -> zero[left] || zero[right];
        case DIVIDE, POWER -> false;
      };
    }

    private boolean keepsZero() {
      return switch (unary) {
        case ABS, ERF, GELU, HARD_SWISH, LEAKY_RELU, NEGATE, RELU, SQRT, TANH -> true;
        case CLIP -> alpha <= 0 && beta >= 0;
        case EXP, LOG, RECIPROCAL, SIGMOID -> false;
      };
    }

    /** {@code value} where positive, {@code slope * value} elsewhere. */
    public static Function prelu(int value, int slope) {
      return new Function(null, null, value, slope, 0, 0);
    }
  }

  private final List<Slot> operands;
  private final List<Function> functions;
  private final Slot out;
  private final boolean[] dense;

  /** Whether zeros in the padding channels of the operands come out as zeros. */
  private boolean keepsPadding;

  /**
   * @param operands maps that broadcast to the result
   * @param functions the last one gives the result
   */
  public ElementwiseStep(String name, List<Slot> operands, List<Function> functions, Slot out) {
    super(name, "elementwise " + functions.size());
    this.operands = List.copyOf(operands);
    this.functions = List.copyOf(functions);
    this.out = out;
    this.dense = new boolean[operands.size()];
  }

  private int stretchPixels(FeatureMap target) {
    return Math.max(1, Math.min(target.width(), STRETCH / target.paddedChannels()));
  }

  @Override
  public int scratchFloats() {
    FeatureMap target = out.map();
    return (operands.size() + functions.size()) * stretchPixels(target) * target.paddedChannels();
  }

  @Override
  public void bind() {
    for (int i = 0; i < dense.length; i++) {
      dense[i] = isDense(operands.get(i).map(), out.map());
    }
    boolean[] zero = new boolean[dense.length + functions.size()];
    for (int i = 0; i < dense.length; i++) {
      // One channel is written out for all, padding too.
      zero[i] = operands.get(i).map().channels() == out.map().channels();
    }
    for (int f = 0; f < functions.size(); f++) {
      zero[dense.length + f] = functions.get(f).keepsZero(zero);
    }
    keepsPadding = zero[zero.length - 1];
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap target = out.map();
    int channels = target.paddedChannels();
    int pixels = stretchPixels(target);
    int length = pixels * channels;
    for (int i = 0; i < dense.length; i++) {
      if (!dense[i] && isOnePixel(i)) {
        expand(operands.get(i).map(), target, 0, 0, pixels, scratch, i * length);
      }
    }
    int last = functions.size() - 1;
    int result = (dense.length + last) * length;
    boolean direct = target.pixelPitch() == channels;
    for (int y = begin; y < end; y++) {
      for (int x = 0; x < target.width(); x += pixels) {
        int count = Math.min(pixels, target.width() - x);
        for (int i = 0; i < dense.length; i++) {
          if (!dense[i] && !isOnePixel(i)) {
            expand(operands.get(i).map(), target, y, x, count, scratch, i * length);
          }
        }
        int n = count * channels;
        for (int f = 0; f < last; f++) {
          apply(f, y, x, scratch, length, scratch, (dense.length + f) * length, n);
        }
        if (direct) {
          apply(last, y, x, scratch, length, target.data(), target.index(y, x), n);
        } else {
          apply(last, y, x, scratch, length, scratch, result, n);
          store(scratch, result, target, y, x, count);
        }
      }
    }
    if (!keepsPadding) {
      Borders.clearPadding(target, begin, end);
    }
    Borders.clear(target, begin, end);
  }

  private boolean isOnePixel(int operand) {
    FeatureMap map = operands.get(operand).map();
    return map.height() == 1 && map.width() == 1;
  }

  private void apply(int f, int y, int x, float[] scratch, int length, float[] to, int o, int n) {
    Function function = functions.get(f);
    float[] a = array(function.left, scratch);
    int ao = offset(function.left, y, x, length);
    if (function.unary != null) {
      RowFunctions.apply(function.unary, function.alpha, function.beta, a, ao, to, o, n);
      return;
    }
    float[] b = array(function.right, scratch);
    int bo = offset(function.right, y, x, length);
    if (function.binary != null) {
      RowFunctions.apply(function.binary, a, ao, b, bo, to, o, n);
    } else {
      RowFunctions.prelu(a, ao, b, bo, to, o, n);
    }
  }

  private float[] array(int value, float[] scratch) {
    return value < dense.length && dense[value] ? operands.get(value).map().data() : scratch;
  }

  private int offset(int value, int y, int x, int length) {
    return value < dense.length && dense[value]
        ? operands.get(value).map().index(y, x)
        : value * length;
  }

  private static boolean isDense(FeatureMap map, FeatureMap target) {
    return map.height() == target.height()
        && map.width() == target.width()
        && map.channels() == target.channels()
        && map.channelPitch() == 1
        && (map.pixelPitch() == target.paddedChannels() || map.width() == 1);
  }

  /** Writes an operand out for a stretch of pixels. */
  private static void expand(
      FeatureMap map, FeatureMap target, int y, int x, int count, float[] scratch, int to) {
    int channels = target.paddedChannels();
    int row = map.height() == 1 ? 0 : y;
    boolean same = map.channels() == target.channels() && map.channelPitch() == 1;
    int pitch = map.width() == 1 ? 0 : map.pixelPitch();
    int from = map.index(row, map.width() == 1 ? 0 : x);
    for (int i = 0; i < count; i++, from += pitch, to += channels) {
      if (same) {
        System.arraycopy(map.data(), from, scratch, to, channels);
      } else if (map.channels() == 1) {
        Arrays.fill(scratch, to, to + channels, map.data()[from]);
      } else {
        for (int c = 0; c < map.channels(); c++) {
          scratch[to + c] = map.data()[from + c * map.channelPitch()];
        }
      }
    }
  }

  private static void store(float[] scratch, int from, FeatureMap target, int y, int x, int count) {
    int channels = target.paddedChannels();
    int to = target.index(y, x);
    for (int i = 0; i < count; i++, from += channels, to += target.pixelPitch()) {
      System.arraycopy(scratch, from, target.data(), to, channels);
    }
  }

  @Override
  public long bytes() {
    return Bytes.of(operands.toArray(Slot[]::new)) + Bytes.of(out);
  }
}
