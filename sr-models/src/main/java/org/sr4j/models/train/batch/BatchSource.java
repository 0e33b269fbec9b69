package org.sr4j.models.train.batch;

/** Training batches by index: the same index gives the same batch. Thread-safe. */
@FunctionalInterface
public interface BatchSource {

  /**
   * @param index from 0
   */
  Batch batch(long index);
}
