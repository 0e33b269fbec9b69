package org.sr4j.models.engine.vector.step;

import java.util.Arrays;

/** Products of matrices in C order. */
public final class MatrixProductStep extends Step {

  private final Slot left;
  private final Slot right;
  private final Slot out;
  private final int columns;
  private final int depth;
  private final int matrixRows;
  private final Strides leftMatrices;
  private final Strides rightMatrices;

  /**
   * @param leftShape {@code [...,M,K]}
   * @param rightShape {@code [...,K,N]}
   * @param shape {@code [...,M,N]}
   */
  public MatrixProductStep(
      String name,
      Slot left,
      long[] leftShape,
      Slot right,
      long[] rightShape,
      Slot out,
      long[] shape) {
    super(name, "matrix product");
    this.left = left;
    this.right = right;
    this.out = out;
    int rank = shape.length;
    columns = (int) shape[rank - 1];
    matrixRows = (int) shape[rank - 2];
    depth = (int) leftShape[leftShape.length - 1];
    long[] matrices = shape.clone();
    matrices[rank - 2] = 1;
    matrices[rank - 1] = 1;
    leftMatrices = matrices(leftShape, matrices);
    rightMatrices = matrices(rightShape, matrices);
  }

  /** Where the matrices begin; their own axes are not walked. */
  private static Strides matrices(long[] from, long[] to) {
    int[] own = Strides.of(from);
    int[] strides = new int[to.length];
    for (int i = 0; i < from.length - 2; i++) {
      int axis = to.length - from.length + i;
      strides[axis] = from[i] == 1 ? 0 : own[i];
    }
    return new Strides(to, strides);
  }

  /** Rows of all results. */
  public int rows() {
    return leftMatrices.rows() * matrixRows;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    for (int row = begin; row < end; row++) {
      int matrix = row / matrixRows;
      int a = left.offset() + leftMatrices.start(matrix) + row % matrixRows * depth;
      int b = right.offset() + rightMatrices.start(matrix);
      int o = out.offset() + row * columns;
      Arrays.fill(out.data(), o, o + columns, 0);
      for (int k = 0; k < depth; k++) {
        add(left.data()[a + k], right.data(), b + k * columns, out.data(), o, columns);
      }
    }
  }

  private static void add(float factor, float[] b, int from, float[] out, int to, int n) {
    for (int i = 0; i < n; i++) {
      out[to + i] += factor * b[from + i];
    }
  }

  @Override
  public long multiplyAdds() {
    return (long) rows() * columns * depth;
  }

  @Override
  public long bytes() {
    return Float.BYTES * ((long) rows() * (columns + depth) + (long) depth * columns);
  }
}
