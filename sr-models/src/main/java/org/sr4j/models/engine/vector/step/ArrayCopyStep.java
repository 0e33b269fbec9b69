package org.sr4j.models.engine.vector.step;

/** Copies a value in C order: a reshaped or plain value that somebody asked for. */
public final class ArrayCopyStep extends Step {

  private final Slot in;
  private final Slot out;
  private final int length;

  public ArrayCopyStep(String name, Slot in, Slot out, int length) {
    super(name, "copy");
    this.in = in;
    this.out = out;
    this.length = length;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    System.arraycopy(in.data(), in.offset(), out.data(), out.offset(), length);
  }

  @Override
  public long bytes() {
    return 2L * Float.BYTES * length;
  }
}
