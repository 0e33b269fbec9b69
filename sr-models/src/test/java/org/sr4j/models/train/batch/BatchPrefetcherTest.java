package org.sr4j.models.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.data.patch.PatchBatch;

class BatchPrefetcherTest {

  @Test
  void handsOutBatchesInOrderWhoeverIsFaster() {
    BatchSource source =
        index -> {
          if (index % 3 == 0) {
            LockSupport.parkNanos(5_000_000);
          }
          return batch(index);
        };
    try (BatchPrefetcher prefetcher = new BatchPrefetcher(source, 10, 3)) {
      for (long i = 10; i < 40; i++) {
        assertThat(prefetcher.take().lowRes()[0]).isEqualTo(i);
      }
    }
  }

  @Test
  void makesOnlyAFewAhead() throws Exception {
    AtomicLong most = new AtomicLong();
    BatchSource source =
        index -> {
          most.accumulateAndGet(index, Math::max);
          return batch(index);
        };
    try (BatchPrefetcher prefetcher = new BatchPrefetcher(source, 0, 2)) {
      prefetcher.take();
      Thread.sleep(50);
      assertThat(most.get()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void passesOnWhatWentWrong() {
    BatchSource damaged =
        index -> {
          throw new ImageException(Problem.cannot("read the image"));
        };
    try (BatchPrefetcher prefetcher = new BatchPrefetcher(damaged, 0, 1)) {
      assertThatThrownBy(prefetcher::take)
          .isInstanceOf(ImageException.class)
          .hasMessage("Cannot read the image.");
    }
    BatchSource broken =
        index -> {
          throw new IllegalStateException("boom");
        };
    try (BatchPrefetcher prefetcher = new BatchPrefetcher(broken, 0, 1)) {
      assertThatThrownBy(prefetcher::take)
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("boom");
    }
  }

  private static PatchBatch batch(long index) {
    return new PatchBatch(1, 1, 1, 1, 1, new float[] {index}, new float[1]);
  }
}
