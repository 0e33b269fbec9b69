package org.sr4j.models.engine.vector.step;

/** Softmax along an axis of an array in C order, in double. */
public final class SoftmaxStep extends Step {

  private final Slot in;
  private final Slot out;
  private final int outer;
  private final int length;
  private final int inner;

  public SoftmaxStep(String name, Slot in, Slot out, long[] shape, int axis) {
    super(name, "softmax");
    this.in = in;
    this.out = out;
    int before = 1;
    int behind = 1;
    for (int i = 0; i < shape.length; i++) {
      before *= i < axis ? (int) shape[i] : 1;
      behind *= i > axis ? (int) shape[i] : 1;
    }
    outer = before;
    length = (int) shape[axis];
    inner = behind;
  }

  /** Vectors to be normalised. */
  public int rows() {
    return outer * inner;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    for (int row = begin; row < end; row++) {
      int at = row / inner * length * inner + row % inner;
      vector(in.data(), in.offset() + at, out.data(), out.offset() + at);
    }
  }

  private void vector(float[] a, int from, float[] b, int to) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      most = Math.max(most, a[from + i * inner]);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(a[from + i * inner] - most);
    }
    for (int i = 0; i < length; i++) {
      b[to + i * inner] = (float) (Math.exp(a[from + i * inner] - most) / sum);
    }
  }

  @Override
  public long bytes() {
    return 2L * Float.BYTES * rows() * length;
  }
}
