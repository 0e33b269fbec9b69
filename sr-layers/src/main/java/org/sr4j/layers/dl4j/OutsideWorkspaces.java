package org.sr4j.layers.dl4j;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** Runs code whose arrays must not land in the workspace that DL4J has open. */
final class OutsideWorkspaces {

  private OutsideWorkspaces() {}

  static <T> T call(Supplier<T> code) {
    MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
    try {
      return code.get();
    } finally {
      outside.close();
    }
  }
}
