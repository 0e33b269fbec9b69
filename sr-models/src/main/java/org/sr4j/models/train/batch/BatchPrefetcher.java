package org.sr4j.models.train.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.SrException;
import org.sr4j.api.error.TrainingException;
import org.sr4j.data.patch.PatchBatch;

/** Makes the next batches ahead on worker threads and hands them out in order of their index. */
public final class BatchPrefetcher implements AutoCloseable {

  private final BatchSource source;
  private final ExecutorService workers;
  private final Deque<Future<PatchBatch>> ahead = new ArrayDeque<>();
  private long next;

  /**
   * @param first index of the first batch
   * @param threads number of workers; twice as many batches are made ahead
   */
  public BatchPrefetcher(BatchSource source, long first, int threads) {
    this.source = source;
    this.next = first;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "sr4j-batches");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < 2 * threads; i++) {
      submit();
    }
  }

  private void submit() {
    long index = next++;
    ahead.add(workers.submit(() -> source.batch(index)));
  }

  /**
   * The next batch; waits until it is made.
   *
   * @throws SrException if making it failed
   */
  public PatchBatch take() {
    Future<PatchBatch> head = ahead.remove();
    submit();
    try {
      return head.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException(Problem.cannot("wait for a batch").got("an interrupt"), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SrException known) {
        throw known;
      }
      throw new TrainingException(
          Problem.cannot("make a training batch").got(String.valueOf(e.getCause())), e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
