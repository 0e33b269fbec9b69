package org.sr4j.models.strategy.graft.structure;

import java.util.BitSet;

/**
 * A part of a graph with one way in and one way out: its nodes read nothing but each other and the
 * entry, and nothing but the exit is read by others.
 *
 * @param entry the node before the first of the region
 * @param exit the region's last node
 * @param nodes all of them, with the exit, without the entry
 * @param form equal for regions of the same structure
 */
record Region(int entry, int exit, BitSet nodes, Form form) {

  /**
   * Structure without names and channel counts.
   *
   * @param hash of the labels and how they are connected
   */
  record Form(long hash, int size) {}

  int size() {
    return form.size();
  }
}
