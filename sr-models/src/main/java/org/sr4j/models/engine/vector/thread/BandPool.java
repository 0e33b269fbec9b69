package org.sr4j.models.engine.vector.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the bands of one step after the other. Whoever is free takes the next band; a
 * step begins when all bands of the one before it are done, whether or not every thread took part,
 * so that a thread that the system holds up holds up nobody unless it has a band. The caller's
 * thread works too. Used by one caller at a time.
 */
public final class BandPool implements AutoCloseable {

  /** Turns that a waiting thread spins before it lets others have its processor. */
  private static final int SPINS = 2_000;

  /** Turns after which it sleeps in between. */
  private static final int YIELDS = 200;

  private static final long NAP_NANOSECONDS = 50_000;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final int threads;
  private final List<Thread> workers = new ArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private volatile BandJob job;
  private volatile boolean closed;

  /**
   * @param threads at least 1; that many less one are started
   */
  public BandPool(int threads) {
    this.threads = threads;
    int pool = COUNT.incrementAndGet();
    for (int i = 1; i < threads; i++) {
      int worker = i;
      Thread thread = new Thread(() -> work(worker), "sr-vector-" + pool + "-" + i);
      thread.setDaemon(true);
      workers.add(thread);
      thread.start();
    }
  }

  /** Threads that work, the caller's among them. */
  public int threads() {
    return threads;
  }

  /**
   * Does all bands of all steps of a job and returns.
   *
   * @throws RuntimeException or an error that a band threw; the first one, if several did
   */
  public void run(BandJob next) {
    next.begin();
    job = next;
    workers.forEach(LockSupport::unpark);
    try {
      next.work(0);
    } finally {
      job = null;
      // Those that came late find nothing to do, but must not find the next job half set up.
      for (int turn = 0; inside.get() > 0; turn++) {
        pause(turn);
      }
    }
    next.rethrow();
  }

  private void work(int worker) {
    BandJob done = null;
    long doneRun = -1;
    while (!closed) {
      inside.incrementAndGet();
      try {
        BandJob current = job;
        if (current != null && !(current == done && current.runs() == doneRun)) {
          done = current;
          doneRun = current.runs();
          current.work(worker);
          continue;
        }
      } finally {
        inside.decrementAndGet();
      }
      if (job == null || job == done) {
        LockSupport.park(this);
      }
    }
  }

  /** Lets time pass: briefly at first, then leaving the processor to others. */
  static void pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else if (turn < SPINS + YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(NAP_NANOSECONDS);
    }
  }

  @Override
  public void close() {
    closed = true;
    workers.forEach(LockSupport::unpark);
  }
}
