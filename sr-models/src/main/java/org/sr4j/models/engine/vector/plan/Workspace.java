package org.sr4j.models.engine.vector.plan;

/** Memory that the plans of a session share. */
public final class Workspace {

  private final Arena arena;
  private final float[][] scratch;

  /**
   * @param limitBytes for values between steps
   * @param threads that each need memory to work in
   */
  public Workspace(long limitBytes, int threads) {
    arena = new Arena(limitBytes);
    scratch = new float[threads][0];
  }

  Arena arena() {
    return arena;
  }

  /** One array for each thread. */
  float[][] scratch(int floats) {
    for (int i = 0; i < scratch.length; i++) {
      if (scratch[i].length < floats) {
        scratch[i] = new float[floats];
      }
    }
    return scratch;
  }

  /** Memory that is held. */
  public long bytes() {
    long floats = 0;
    for (float[] one : scratch) {
      floats += one.length;
    }
    return arena.bytes() + Float.BYTES * floats;
  }
}
