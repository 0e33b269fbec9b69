package org.sr4j.models.weights.pytorch;

import java.io.Closeable;
import java.io.IOException;

/** A checkpoint file that is open: what its pickle says, and its storages. */
interface Checkpoint extends Closeable {

  /** The unpickled value: a dictionary, if the file is of any use. */
  Object root();

  /**
   * Reads a storage of floating-point elements.
   *
   * @throws org.sr4j.models.weights.binary.MalformedException if the file does not hold it whole
   */
  float[] read(Storage storage) throws IOException;
}
