package org.sr4j.models.strategy.graft.structure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the blocks of a network: the largest part that is repeated one after another.
 *
 * <p>A candidate is a region of one entry and one exit that holds a convolution and keeps channels
 * and size. Candidates of the same structure make a chain if each comes after the one before. Of
 * all chains of two or more, that which covers most nodes is taken: so residual groups come before
 * the residual blocks within them, and cascading blocks before theirs. A candidate that is itself a
 * chain of equal parts (two blocks in a row) is none.
 */
public final class RepeatedBlocks {

  private final HostGraph graph;
  private final Map<Region.Form, List<Region>> byForm;

  private RepeatedBlocks(HostGraph graph, Predicate<Region> candidate) {
    this.graph = graph;
    this.byForm =
        new Regions(graph, new Dominators(graph))
            .find().stream()
                .filter(candidate)
                .collect(
                    Collectors.groupingBy(
                        Region::form, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  /** In topological order; empty if nothing is repeated. */
  public static List<Block> find(HostGraph graph) {
    return new RepeatedBlocks(graph, r -> isBlock(graph, r) && keepsShape(graph, r)).longest();
  }

  /** As {@link #find}, of parts that change channels or size: for saying why there are none. */
  public static List<Block> changingShape(HostGraph graph) {
    return new RepeatedBlocks(graph, r -> isBlock(graph, r)).longest();
  }

  private static boolean isBlock(HostGraph graph, Region region) {
    return graph.node(region.entry()).kind() != HostNode.Kind.INPUT
        && graph.node(region.entry()).shape() != null
        && graph.node(region.exit()).shape() != null
        && region.nodes().stream()
            .anyMatch(node -> graph.node(node).kind() == HostNode.Kind.CONVOLUTION);
  }

  private static boolean keepsShape(HostGraph graph, Region region) {
    return graph.node(region.exit()).shape().equals(graph.node(region.entry()).shape());
  }

  private List<Block> longest() {
    List<List<Region>> chains =
        byForm.values().stream()
            .filter(regions -> !isChain(regions.get(0)))
            .map(this::chain)
            .filter(chain -> chain.size() > 1 && !isTornByResidual(chain))
            .toList();
    return chains.stream()
        .max(Comparator.comparingInt(chain -> chain.size() * chain.get(0).size()))
        .map(best -> beginningWithConvolution(best, chains))
        .map(chain -> chain.stream().map(this::block).toList())
        .orElse(List.of());
  }

  /**
   * Convolution + activation again and again is activation + convolution too, with one more at the
   * end: the former is what people call a block.
   */
  private List<Region> beginningWithConvolution(List<Region> best, List<List<Region>> chains) {
    if (beginsWithConvolution(best.get(0))) {
      return best;
    }
    return chains.stream()
        .filter(chain -> chain.get(0).size() == best.get(0).size())
        .filter(chain -> chain.size() >= best.size() - 1)
        .filter(chain -> beginsWithConvolution(chain.get(0)))
        .findFirst()
        .orElse(best);
  }

  /**
   * Whether the parts are single convolutions, of which some lie in the branch of a residual and
   * some do not: those of a residual block and another one behind it.
   */
  private boolean isTornByResidual(List<Region> chain) {
    long convolutions =
        chain.get(0).nodes().stream()
            .filter(node -> graph.node(node).kind() == HostNode.Kind.CONVOLUTION)
            .count();
    return convolutions == 1
        && graph.nodes().stream()
            .filter(node -> node.kind() == HostNode.Kind.ADD)
            .map(add -> inBranchOf(add, chain))
            .anyMatch(count -> count > 0 && count < chain.size());
  }

  private long inBranchOf(HostNode add, List<Region> chain) {
    return add.inputs().stream()
        .filter(x -> add.inputs().stream().anyMatch(other -> graph.reaches(x, other)))
        .mapToLong(
            x ->
                chain.stream()
                    .map(part -> graph.node(part.exit()).name())
                    .filter(exit -> graph.reaches(x, exit) && graph.reaches(exit, add.name()))
                    .count())
        .max()
        .orElse(0);
  }

  private List<Region> chain(List<Region> regions) {
    List<Region> chain = new ArrayList<>();
    for (Region region : regions) {
      Region last = chain.isEmpty() ? null : chain.get(chain.size() - 1);
      if (last == null
          || last.exit() == region.entry()
          || graph.descendants(last.exit()).get(region.entry())) {
        chain.add(region);
      }
    }
    return chain;
  }

  /** Whether a region is two or more regions of one form in a row. */
  private boolean isChain(Region whole) {
    for (List<Region> parts : byForm.values()) {
      if (parts.get(0).size() < whole.size() && whole.size() % parts.get(0).size() == 0) {
        Map<Integer, Integer> exits = new HashMap<>();
        parts.forEach(part -> exits.put(part.entry(), part.exit()));
        Integer at = whole.entry();
        while (at != null && at < whole.exit()) {
          at = exits.get(at);
        }
        if (at != null && at == whole.exit()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean beginsWithConvolution(Region region) {
    return graph.uses(region.entry()).stream()
        .map(use -> graph.position(use.consumer()))
        .anyMatch(
            node ->
                region.nodes().get(node) && graph.node(node).kind() == HostNode.Kind.CONVOLUTION);
  }

  private Block block(Region region) {
    return new Block(
        graph.node(region.entry()).name(),
        graph.node(region.exit()).name(),
        region.nodes().stream()
            .mapToObj(node -> graph.node(node).name())
            .collect(Collectors.toSet()));
  }
}
