package org.sr4j.models.engine.vector.step;

/** Nearest pixels of planes {@code [C,H,W]}. Rows are those of all planes of the result. */
public final class PlanesResizeStep extends Step {

  private final Slot in;
  private final Slot out;
  private final int height;
  private final int width;
  private final ResizeStep.Taps rows;
  private final ResizeStep.Taps columns;
  private final int channels;

  /**
   * @param channels planes
   * @param height of the input
   * @param width of the input
   * @param rows of the input for each row of the result, one each
   * @param columns of the input for each column of the result, one each
   */
  public PlanesResizeStep(
      String name,
      Slot in,
      int channels,
      int height,
      int width,
      Slot out,
      ResizeStep.Taps rows,
      ResizeStep.Taps columns) {
    super(name, "resize planes");
    this.in = in;
    this.channels = channels;
    this.out = out;
    this.height = height;
    this.width = width;
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    int lines = rows.sources().length;
    int[] sources = columns.sources();
    float[] a = in.data();
    float[] b = out.data();
    for (int row = begin; row < end; row++) {
      int from = in.offset() + (row / lines * height + rows.sources()[row % lines]) * width;
      int to = out.offset() + row * sources.length;
      for (int x = 0; x < sources.length; x++) {
        b[to + x] = a[from + sources[x]];
      }
    }
  }

  @Override
  public long bytes() {
    long result = (long) rows.sources().length * columns.sources().length;
    return Float.BYTES * channels * ((long) height * width + result);
  }
}
