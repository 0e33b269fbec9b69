package org.sr4j.models.engine.vector.thread;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Steps, each of a number of bands, to be done by the threads of a {@link BandPool}. Each thread
 * has a share of neighbouring bands, the same part of every step, so that it finds in its cache
 * what it made in the step before; when its own are done it helps with the others'.
 */
public abstract class BandJob {

  /** Counters of neighbouring shares lie in different cache lines. */
  private static final int SPREAD = 16;

  private final int[] bands;
  private final int threads;

  /** Bands taken of each step's shares. */
  private final AtomicIntegerArray taken;

  private final AtomicIntegerArray finished;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile long runs;

  /**
   * @param bands number of bands of each step
   * @param threads among which they are shared out
   */
  protected BandJob(int[] bands, int threads) {
    this.bands = bands.clone();
    this.threads = threads;
    taken = new AtomicIntegerArray(bands.length * threads * SPREAD);
    finished = new AtomicIntegerArray(bands.length * SPREAD);
  }

  /**
   * Does one band. Bands of one step run at the same time and in any order, those of earlier steps
   * are done.
   *
   * @param worker number of the thread, from 0
   */
  protected abstract void band(int step, int band, int worker);

  /** Called when a thread comes to a step, at whose beginning all earlier ones are done. */
  protected void reached(int step, int worker) {}

  final void begin() {
    for (int i = 0; i < bands.length; i++) {
      for (int share = 0; share < threads; share++) {
        taken.set((i * threads + share) * SPREAD, 0);
      }
      finished.set(i * SPREAD, 0);
    }
    failure.set(null);
    runs++;
  }

  final long runs() {
    return runs;
  }

  final void work(int worker) {
    for (int step = 0; step < bands.length; step++) {
      reached(step, worker);
      for (int i = 0; i < threads; i++) {
        if (!share(step, (worker + i) % threads, worker)) {
          return;
        }
      }
      for (int turn = 0; finished.get(step * SPREAD) < bands[step]; turn++) {
        if (failure.get() != null) {
          return;
        }
        BandPool.pause(turn);
      }
    }
  }

  /** Does what is left of a share; false if anything failed. */
  private boolean share(int step, int share, int worker) {
    int first = (int) ((long) bands[step] * share / threads);
    int end = (int) ((long) bands[step] * (share + 1) / threads);
    int at = (step * threads + share) * SPREAD;
    int band;
    while ((band = first + taken.getAndIncrement(at)) < end) {
      if (failure.get() != null) {
        return false;
      }
      try {
        band(step, band, worker);
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
        return false;
      }
      finished.incrementAndGet(step * SPREAD);
    }
    return true;
  }

  final void rethrow() {
    Throwable e = failure.get();
    if (e instanceof Error error) {
      throw error;
    }
    if (e instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
