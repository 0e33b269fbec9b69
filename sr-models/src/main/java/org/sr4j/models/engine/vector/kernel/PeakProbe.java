package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * The most single-precision operations per second that the calling thread can do at this moment, by
 * a loop of independent fused multiply-adds on registers: what other speeds are a percentage of. On
 * a shared machine it must be measured beside them, in the same second.
 */
public final class PeakProbe {

  private static final int CHAINS = 12;
  private static final int ITERATIONS = 2000;
  private static final int WARM_UP = 200;

  /** Keeps the loop's result alive. */
  private volatile float sink;

  /**
   * Measures.
   *
   * @param repetitions of a loop of some ten microseconds; the fastest counts
   * @return floating-point operations per second, a multiply-add being two
   */
  public double flopsPerSecond(int repetitions) {
    for (int i = 0; i < WARM_UP; i++) {
      sink = loop(ITERATIONS);
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < repetitions; i++) {
      long start = System.nanoTime();
      sink = loop(ITERATIONS);
      best = Math.min(best, System.nanoTime() - start);
    }
    double operations = 2.0 * CHAINS * ITERATIONS * Lanes.COUNT;
    return operations / Math.max(1, best) * 1e9;
  }

  /** Floats in the vectors that the engine computes with on this machine. */
  public static int lanes() {
    return Lanes.COUNT;
  }

  /** Twelve chains hide an instruction's latency on any processor, and fit 16 registers. */
  private static float loop(int iterations) {
    FloatVector m = FloatVector.broadcast(Lanes.SPECIES, 0.999f);
    FloatVector a = m, b = m, c = m, d = m, e = m, f = m;
    FloatVector g = m, h = m, i = m, j = m, k = m, l = m;
    for (int n = 0; n < iterations; n++) {
      a = Lanes.fma(a, m, m);
      b = Lanes.fma(b, m, m);
      c = Lanes.fma(c, m, m);
      d = Lanes.fma(d, m, m);
      e = Lanes.fma(e, m, m);
      f = Lanes.fma(f, m, m);
      g = Lanes.fma(g, m, m);
      h = Lanes.fma(h, m, m);
      i = Lanes.fma(i, m, m);
      j = Lanes.fma(j, m, m);
      k = Lanes.fma(k, m, m);
      l = Lanes.fma(l, m, m);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
    return sum.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
  }
}
