package org.sr4j.models.engine.vector.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandPoolTest {

  private static final int[] BANDS = {1, 7, 2, 16, 3, 1, 1, 5};

  /** Counts how often each band is done, and notes a step that began too early. */
  private static final class Counting extends BandJob {

    final AtomicIntegerArray done = new AtomicIntegerArray(BANDS.length * 16);
    final AtomicInteger early = new AtomicInteger();

    Counting(int threads) {
      super(BANDS, threads);
    }

    @Override
    protected void band(int step, int band, int worker) {
      for (int i = 0; step > 0 && i < BANDS[step - 1]; i++) {
        if (done.get((step - 1) * 16 + i) <= done.get(step * 16 + band)) {
          early.incrementAndGet();
        }
      }
      done.incrementAndGet(step * 16 + band);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "5, 2", "2, 5"})
  void everyBandIsDoneOnceAfterTheStepBefore(int shares, int threads) {
    try (BandPool pool = new BandPool(threads)) {
      Counting job = new Counting(shares);
      for (int run = 1; run <= 50; run++) {
        pool.run(job);
        for (int step = 0; step < BANDS.length; step++) {
          for (int band = 0; band < BANDS[step]; band++) {
            assertThat(job.done.get(step * 16 + band)).isEqualTo(run);
          }
        }
      }
      assertThat(job.early).hasValue(0);
    }
  }

  @Test
  void aFailureEndsTheRunAndNotThePool() {
    AtomicInteger runs = new AtomicInteger();
    BandJob failing =
        new BandJob(new int[] {4, 4}, 2) {
          @Override
          protected void band(int step, int band, int worker) {
            if (runs.get() == 0 && band == 3) {
              throw new IllegalStateException("band 3");
            }
          }
        };
    try (BandPool pool = new BandPool(2)) {
      assertThatThrownBy(() -> pool.run(failing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("band 3");
      runs.incrementAndGet();
      pool.run(failing);
    }
  }
}
