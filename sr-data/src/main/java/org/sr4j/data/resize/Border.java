package org.sr4j.data.resize;

/** Which sample stands for one outside the picture. */
public enum Border {

  /** Half-sample mirror, the edge sample repeated: {@code ... 1 0 | 0 1 2 ...} (newer MATLAB). */
  MIRROR {
    @Override
    public int map(int index, int length) {
      int m = Math.floorMod(index, 2 * length);
      return m < length ? m : 2 * length - 1 - m;
    }
  },

  /** The edge sample for all: {@code ... 0 0 | 0 1 2 ...} (PyTorch, LR files of older MATLAB). */
  CLAMP {
    @Override
    public int map(int index, int length) {
      return Math.min(Math.max(index, 0), length - 1);
    }
  };

  /**
   * @param index any
   * @return an index in {@code [0, length)}
   */
  public abstract int map(int index, int length);
}
