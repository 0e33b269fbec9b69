package org.sr4j.models.weights.pytorch;

import org.sr4j.models.weights.binary.MalformedException;

/**
 * Part of a storage, which old checkpoints treat as a storage of its own.
 *
 * @param offset of its first element in the storage
 */
record StorageView(Storage storage, long offset, long elements) {

  StorageView {
    if (offset < 0 || elements < 0 || offset > storage.elements() - elements) {
      throw new MalformedException(
          elements + " elements at " + offset + " of storage " + storage.key(),
          "at most its " + storage.elements());
    }
  }

  /** A tensor in this part; its offset is counted from the part's begin. */
  StoredTensor tensor(long tensorOffset, long[] sizes, long[] strides) {
    // Checks the tensor against the part alone, before it is placed in the whole.
    new StoredTensor(
        new Storage(storage.key(), storage.type(), elements), tensorOffset, sizes, strides);
    return new StoredTensor(storage, offset + tensorOffset, sizes, strides);
  }
}
