package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;

/**
 * Where a value lies: a feature map, or a stretch of an array in C order. Steps hold slots; memory
 * is put into them once it is found, and again when it moves.
 */
public final class Slot {

  private FeatureMap map;
  private float[] data;
  private int offset;

  /** The feature map. */
  public FeatureMap map() {
    return map;
  }

  /** The array of a value in C order. */
  public float[] data() {
    return data;
  }

  /** Index of the first element in {@link #data()}. */
  public int offset() {
    return offset;
  }

  public void bind(FeatureMap place) {
    map = place;
  }

  public void bind(float[] array, int first) {
    data = array;
    offset = first;
  }
}
