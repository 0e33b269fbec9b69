package org.sr4j.data.augment;

/**
 * The eight symmetries of a square: with {@code n} its side, output (row, column) comes from input
 * (a, b), where (a, b) is (row, column), swapped if transposed, each mirrored if flipped.
 */
public enum Symmetry {
  IDENTITY(false, false, false),
  FLIP_HORIZONTAL(false, false, true),
  FLIP_VERTICAL(false, true, false),
  ROTATE_180(false, true, true),
  TRANSPOSE(true, false, false),
  /** Clockwise. */
  ROTATE_90(true, true, false),
  /** Clockwise. */
  ROTATE_270(true, false, true),
  ANTI_TRANSPOSE(true, true, true);

  private final boolean transposed;
  private final boolean rowsFlipped;
  private final boolean columnsFlipped;

  Symmetry(boolean transposed, boolean rowsFlipped, boolean columnsFlipped) {
    this.transposed = transposed;
    this.rowsFlipped = rowsFlipped;
    this.columnsFlipped = columnsFlipped;
  }

  /**
   * @param in {@code side * side} samples, row-major
   * @param out receives them from {@code offset} on; not the same array
   */
  public void apply(float[] in, int side, float[] out, int offset) {
    int alongRows = rowsFlipped ? -side : side;
    int alongColumns = columnsFlipped ? -1 : 1;
    int start = (rowsFlipped ? (side - 1) * side : 0) + (columnsFlipped ? side - 1 : 0);
    int rowStep = transposed ? alongColumns : alongRows;
    int columnStep = transposed ? alongRows : alongColumns;
    int to = offset;
    for (int row = 0; row < side; row++) {
      int from = start + row * rowStep;
      for (int column = 0; column < side; column++) {
        out[to++] = in[from];
        from += columnStep;
      }
    }
  }
}
