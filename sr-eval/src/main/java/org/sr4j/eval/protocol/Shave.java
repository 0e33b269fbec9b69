package org.sr4j.eval.protocol;

/** How many pixels of each side are left out, where a network has seen less of the picture. */
public enum Shave {
  /** As many as the scale factor. */
  SCALE {
    @Override
    public int pixels(int scale) {
      return scale;
    }
  },

  /** None: the whole picture counts. */
  NONE {
    @Override
    public int pixels(int scale) {
      return 0;
    }
  };

  /** Pixels shaved from each of the four sides. */
  public abstract int pixels(int scale);
}
