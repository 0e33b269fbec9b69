package org.sr4j.models.engine.vector.thread;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/** Steps, each of a number of bands, to be done by the threads of a {@link BandPool}. */
public abstract class BandJob {

  /** Counters of neighbouring steps lie in different cache lines. */
  private static final int SPREAD = 16;

  private final int[] bands;
  private final AtomicIntegerArray taken;
  private final AtomicIntegerArray finished;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile long runs;

  /**
   * @param bands number of bands of each step
   */
  protected BandJob(int[] bands) {
    this.bands = bands.clone();
    taken = new AtomicIntegerArray(bands.length * SPREAD);
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
      taken.set(i * SPREAD, 0);
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
      int at = step * SPREAD;
      reached(step, worker);
      int band;
      while ((band = taken.getAndIncrement(at)) < bands[step]) {
        if (failure.get() != null) {
          return;
        }
        try {
          band(step, band, worker);
        } catch (Throwable e) {
          failure.compareAndSet(null, e);
          return;
        }
        finished.incrementAndGet(at);
      }
      for (int turn = 0; finished.get(at) < bands[step]; turn++) {
        if (failure.get() != null) {
          return;
        }
        BandPool.pause(turn);
      }
    }
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
