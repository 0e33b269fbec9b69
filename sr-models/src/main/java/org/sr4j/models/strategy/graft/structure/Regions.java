package org.sr4j.models.strategy.graft.structure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds all regions of one entry and one exit that might be a block. */
final class Regions {

  /**
   * Regions per exit. Long chains of blocks have a region for every pair of them; a single block
   * has hardly more places than this at which it could be cut in two.
   */
  private static final int MAX_PER_EXIT = 16;

  private final HostGraph graph;
  private final Dominators dominators;

  Regions(HostGraph graph, Dominators dominators) {
    this.graph = graph;
    this.dominators = dominators;
  }

  /** By exit, in topological order; the smallest first. */
  List<Region> find() {
    List<Region> found = new ArrayList<>();
    for (int exit = 0; exit < graph.size(); exit++) {
      int count = 0;
      int entry = dominators.of(exit);
      while (entry >= 0 && count < MAX_PER_EXIT) {
        BitSet nodes = between(entry, exit);
        if (nodes.cardinality() > graph.size() / 2 || leaks(nodes, exit)) {
          break; // So would every region that begins earlier.
        }
        found.add(new Region(entry, exit, nodes, form(entry, exit, nodes)));
        count++;
        entry = dominators.of(entry);
      }
    }
    return found;
  }

  private BitSet between(int entry, int exit) {
    BitSet nodes = (BitSet) graph.descendants(entry).clone();
    nodes.and(graph.ancestors(exit));
    nodes.set(exit);
    return nodes;
  }

  private boolean leaks(BitSet nodes, int exit) {
    return nodes.stream()
        .filter(node -> node != exit)
        .anyMatch(
            node ->
                graph.isOutput(graph.node(node).name())
                    || graph.uses(node).stream()
                        .anyMatch(use -> !nodes.get(graph.position(use.consumer()))));
  }

  private Region.Form form(int entry, int exit, BitSet nodes) {
    Map<Integer, Long> hashes = new HashMap<>();
    hashes.put(entry, 1L);
    nodes.stream()
        .forEach(
            node -> {
              HostNode.Kind kind = graph.node(node).kind();
              long hash = mix(graph.node(node).label().hashCode());
              long sum = 0;
              for (int input : graph.inputs(node)) {
                long value = mix(hashes.get(input));
                sum += value;
                hash = kind == HostNode.Kind.ADD ? hash : mix(hash * 31 + value);
              }
              hashes.put(node, mix(hash + sum)); // Sums have no order, concatenations have.
            });
    return new Region.Form(hashes.get(exit), nodes.cardinality());
  }

  /** The finaliser of splitmix64. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
