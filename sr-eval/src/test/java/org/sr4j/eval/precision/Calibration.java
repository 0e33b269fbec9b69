package org.sr4j.eval.precision;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sr4j.api.weights.Tensor;

/**
 * Learns ranges of feature maps from pictures of one size that go through {@link RoundingEngine},
 * which it leaves as they are.
 */
final class Calibration implements UnaryOperator<Tensor> {

  /** The largest part of the values that can be cut off at either end. */
  private static final double MOST_CUT = 0.001;

  /** Of one feature map, over all pictures: how many values, and those at either end, in order. */
  private static final class Seen {
    long count;
    float[] low = new float[0];
    float[] high = new float[0];
  }

  private final int pictures;
  private final Map<String, Seen> maps = new HashMap<>();

  /**
   * @param pictures how many there will be
   */
  Calibration(int pictures) {
    this.pictures = pictures;
  }

  /** How many maps a picture left behind. */
  int maps() {
    return maps.size();
  }

  @Override
  public Tensor apply(Tensor map) {
    float[] sorted = map.data().clone();
    Arrays.sort(sorted);
    // All values at an end may be of one picture.
    int kept = Math.min(sorted.length, cut(MOST_CUT, (long) sorted.length * pictures) + 1);
    Seen seen = maps.computeIfAbsent(map.name(), name -> new Seen());
    seen.count += sorted.length;
    float[] low = joined(seen.low, Arrays.copyOf(sorted, kept));
    float[] high =
        joined(seen.high, Arrays.copyOfRange(sorted, sorted.length - kept, sorted.length));
    seen.low = Arrays.copyOf(low, kept);
    seen.high = Arrays.copyOfRange(high, high.length - kept, high.length);
    return map;
  }

  /**
   * The range of a map of all pictures.
   *
   * @param cut part of the values that is left out at either end, 0 to 0.001
   */
  Int8Range range(String map, double cut) {
    Seen seen = maps.get(map);
    int left = cut(cut, seen.count);
    return Int8Range.of(seen.low[left], seen.high[seen.high.length - 1 - left]);
  }

  /** Rounds every map to the levels of its range. */
  UnaryOperator<Tensor> rounding(double cut) {
    Map<String, Int8Range> ranges = new HashMap<>();
    maps.keySet().forEach(map -> ranges.put(map, range(map, cut)));
    return map -> ranges.get(map.name()).nearest(map);
  }

  private static int cut(double part, long values) {
    return (int) Math.round(part * (values - 1));
  }

  private static float[] joined(float[] a, float[] b) {
    float[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    Arrays.sort(both);
    return both;
  }
}
