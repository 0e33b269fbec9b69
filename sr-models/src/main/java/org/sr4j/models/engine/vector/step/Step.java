package org.sr4j.models.engine.vector.step;

/**
 * A part of a run that can be done in bands of rows. Bands of one step run at the same time on
 * several threads, and a result does not depend on where bands begin.
 */
public abstract class Step {

  private final String name;
  private final String kind;

  /**
   * @param name of the value that it makes
   * @param kind what it does, in a word
   */
  protected Step(String name, String kind) {
    this.name = name;
    this.kind = kind;
  }

  public final String name() {
    return name;
  }

  public final String kind() {
    return kind;
  }

  /** Bands begin at multiples of this. */
  public int rowStep() {
    return 1;
  }

  /** Floats of its own that a thread needs to do a band. */
  public int scratchFloats() {
    return 0;
  }

  /** Called when memory has been put into the slots. */
  public void bind() {}

  /**
   * Does rows {@code [begin, end)}.
   *
   * @param scratch at least {@link #scratchFloats()} floats
   */
  public abstract void run(int begin, int end, float[] scratch);

  /** Multiplications with additions, as one multiplies out by the definition. */
  public long multiplyAdds() {
    return 0;
  }

  /** Bytes of maps read and written once. */
  public abstract long bytes();

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
