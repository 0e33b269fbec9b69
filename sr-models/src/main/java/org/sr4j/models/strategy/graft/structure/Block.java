package org.sr4j.models.strategy.graft.structure;

import java.util.Set;

/**
 * One of the repeated blocks of a network.
 *
 * @param entry name of the node that it reads
 * @param exit name of its last node
 * @param nodes names of its nodes, with the exit, without the entry
 */
public record Block(String entry, String exit, Set<String> nodes) {

  public Block {
    nodes = Set.copyOf(nodes);
  }
}
