package org.sr4j.models.strategy.graft.structure;

import java.util.List;

/**
 * A vertex of a DL4J graph, or an operation of a SameDiff graph under the name of its output.
 *
 * @param label what it does, without channel counts: nodes of one label do the same kind of work
 * @param inputs names of the nodes it reads, in order; parameters and constants are not nodes
 * @param shape of the output; null if it is no feature map {@code [N,C,H,W]}
 */
public record HostNode(String name, Kind kind, String label, List<String> inputs, MapShape shape) {

  /** What the finders must tell apart. */
  public enum Kind {
    INPUT,
    CONVOLUTION,
    ADD,
    OTHER
  }

  public HostNode {
    inputs = List.copyOf(inputs);
  }
}
