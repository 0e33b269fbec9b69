package org.sr4j.models.train.batch;

import org.sr4j.data.patch.PatchBatch;

/** Training batches by index: the same index gives the same batch. Thread-safe. */
@FunctionalInterface
public interface BatchSource {

  /**
   * @param index from 0
   */
  PatchBatch batch(long index);
}
