package org.sr4j.layers.resample;

import java.util.ArrayList;
import java.util.List;

/**
 * The windows of an adaptive pooling along one axis, in runs that an ordinary pooling can compute.
 * Window j of m over n pixels is {@code [floor(j*n/m), ceil((j+1)*n/m))}; where m divides n there
 * is one run, otherwise at most about twice {@code n mod m}.
 */
final class Runs {

  /**
   * Windows of one size at one distance.
   *
   * @param begin first pixel
   * @param end pixel after the last
   * @param size pixels of a window
   * @param step distance of windows
   */
  record Run(int begin, int end, int size, int step) {}

  private Runs() {}

  static List<Run> ofWindows(int pixels, int windows) {
    List<Run> runs = new ArrayList<>();
    for (int first = 0; first < windows; ) {
      int size = end(first, pixels, windows) - begin(first, pixels, windows);
      int step = Math.max(1, begin(first + 1, pixels, windows) - begin(first, pixels, windows));
      int last = first;
      while (last + 1 < windows
          && begin(last + 1, pixels, windows) - begin(last, pixels, windows) == step
          && end(last + 1, pixels, windows) - begin(last + 1, pixels, windows) == size) {
        last++;
      }
      int from = begin(first, pixels, windows);
      runs.add(new Run(from, end(last, pixels, windows), size, step));
      first = last + 1;
    }
    return runs;
  }

  private static int begin(int window, int pixels, int windows) {
    return (int) ((long) window * pixels / windows);
  }

  private static int end(int window, int pixels, int windows) {
    return (int) (((window + 1L) * pixels + windows - 1) / windows);
  }
}
