package org.sr4j.models.engine.vector.step;

/** Moves the elements of an array to where another one has them: transpose, slice, concatenate. */
public final class ArrayMoveStep extends Step {

  /** Rows with fewer elements are not worth the divisions that say where they begin. */
  private static final int SHORT_ROW = 16;

  private final Slot in;
  private final Slot out;
  private final int from;
  private final int to;
  private final Strides source;
  private final Strides target;

  /** Of rows too short to be moved one by one: where each of their elements comes from. */
  private final int[] sources;

  private ArrayMoveStep(
      String name,
      String kind,
      Slot in,
      int from,
      Strides source,
      Slot out,
      int to,
      Strides target) {
    super(name, kind);
    this.in = in;
    this.from = from;
    this.source = source;
    this.out = out;
    this.to = to;
    this.target = target;
    this.sources = source.length() < SHORT_ROW && target.isDense() ? sources(source) : null;
  }

  private static int[] sources(Strides source) {
    int length = source.length();
    int[] sources = new int[source.rows() * length];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = source.start(i / length) + i % length * source.step();
    }
    return sources;
  }

  /**
   * @param order axis of the input for each of the output
   */
  public static ArrayMoveStep transpose(
      String name, Slot in, long[] shape, Slot out, long[] result, int[] order) {
    int[] strides = Strides.of(shape);
    int[] ordered = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = strides[order[i]];
    }
    return new ArrayMoveStep(
        name,
        "transpose",
        in,
        0,
        new Strides(result, ordered),
        out,
        0,
        new Strides(result, Strides.of(result)));
  }

  /** The elements from {@code start} on along an axis. */
  public static ArrayMoveStep slice(
      String name, Slot in, long[] shape, Slot out, long[] result, int axis, int start) {
    int[] strides = Strides.of(shape);
    return new ArrayMoveStep(
        name,
        "slice",
        in,
        start * strides[axis],
        new Strides(result, strides),
        out,
        0,
        new Strides(result, Strides.of(result)));
  }

  /** Puts the elements at {@code start} along an axis of the result. */
  public static ArrayMoveStep part(
      String name, Slot in, long[] shape, Slot out, long[] result, int axis, int start) {
    int[] strides = Strides.of(result);
    return new ArrayMoveStep(
        name,
        "concatenate",
        in,
        0,
        new Strides(shape, Strides.of(shape)),
        out,
        start * strides[axis],
        new Strides(shape, strides));
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    float[] a = in.data();
    float[] b = out.data();
    int length = source.length();
    int step = source.step();
    int stride = target.step();
    if (sources != null) {
      int shift = in.offset() + from;
      int o = out.offset() + to;
      for (int i = begin * length; i < end * length; i++) {
        b[o + i] = a[shift + sources[i]];
      }
      return;
    }
    for (int row = begin; row < end; row++) {
      int i = in.offset() + from + source.start(row);
      int o = out.offset() + to + target.start(row);
      if (step == 1 && stride == 1) {
        System.arraycopy(a, i, b, o, length);
        continue;
      }
      for (int x = 0; x < length; x++, i += step, o += stride) {
        b[o] = a[i];
      }
    }
  }

  /** Rows that can be moved one by one. */
  public int rows() {
    return source.rows();
  }

  @Override
  public long bytes() {
    return 2L * Float.BYTES * source.rows() * source.length();
  }
}
