package org.sr4j.examples.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sr4j.models.train.TrainingListener;

/**
 * Ends training in order when the process is asked to end (Ctrl-C, {@code kill}): the virtual
 * machine waits until the checkpoint is written.
 */
final class StopOnInterrupt implements TrainingListener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 120;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "stop-training");
  private volatile boolean stop;

  StopOnInterrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    stop = true;
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean shouldStop() {
    return stop;
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and waits no longer.
    }
  }
}
