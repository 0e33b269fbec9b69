package org.sr4j.models.strategy.graft.structure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sorts the additions of a network into residuals, of which one input reaches the others, and other
 * sums.
 *
 * @param residuals the outer of two that begin at one node comes first
 */
public record Residuals(List<Residual> residuals, List<OtherSum> others) {

  public Residuals {
    residuals = List.copyOf(residuals);
    others = List.copyOf(others);
  }

  /**
   * @param blocks of the network, which tell the long skips
   */
  public static Residuals find(HostGraph graph, List<Block> blocks) {
    List<Residual> residuals = new ArrayList<>();
    List<OtherSum> others = new ArrayList<>();
    for (HostNode node : graph.nodes()) {
      if (node.kind() == HostNode.Kind.ADD) {
        String x = skip(graph, node);
        Optional<OtherSum> other = x == null ? noSkip(graph, node) : noResidual(graph, node, x);
        if (other.isPresent()) {
          others.add(other.get());
        } else {
          List<Edge> uses =
              graph.uses(x).stream().filter(use -> leadsTo(graph, use, node)).toList();
          residuals.add(new Residual(node.name(), x, uses, isLong(graph, blocks, node, x)));
        }
      }
    }
    residuals.sort(
        Comparator.comparing((Residual r) -> graph.position(r.x()))
            .thenComparing(r -> -graph.position(r.add())));
    separate(residuals, others);
    return new Residuals(residuals, others);
  }

  /** The input that reaches all others; null if there is none. */
  private static String skip(HostGraph graph, HostNode add) {
    for (String x : add.inputs()) {
      long reached = add.inputs().stream().filter(other -> graph.reaches(x, other)).count();
      if (reached == add.inputs().size() - 1) {
        return x;
      }
    }
    return null;
  }

  private static boolean leadsTo(HostGraph graph, Edge use, HostNode add) {
    return use.consumer().equals(add.name()) || graph.reaches(use.consumer(), add.name());
  }

  /** Without blocks, what spans another residual counts as long. */
  private static boolean isLong(HostGraph graph, List<Block> blocks, HostNode add, String x) {
    if (graph.node("node", x).kind() == HostNode.Kind.INPUT) {
      return true;
    }
    if (blocks.isEmpty()) {
      return branch(graph, x, add).anyMatch(node -> isResidual(graph, node));
    }
    if (blocks.stream().anyMatch(block -> block.nodes().contains(add.name()))) {
      return false;
    }
    return blocks.stream()
        .anyMatch(
            block -> graph.reaches(x, block.exit()) && graph.reaches(block.exit(), add.name()));
  }

  private static boolean isResidual(HostGraph graph, HostNode node) {
    if (node.kind() != HostNode.Kind.ADD) {
      return false;
    }
    String x = skip(graph, node);
    return x != null && noResidual(graph, node, x).isEmpty();
  }

  /** The nodes between x and the sum. */
  private static Stream<HostNode> branch(HostGraph graph, String x, HostNode add) {
    BitSet nodes = (BitSet) graph.descendants(graph.position(x)).clone();
    nodes.and(graph.ancestors(graph.position(add.name())));
    return nodes.stream().mapToObj(graph::node);
  }

  private static Optional<OtherSum> noSkip(HostGraph graph, HostNode add) {
    if (new HashSet<>(add.inputs()).size() < add.inputs().size()) {
      return Optional.of(new OtherSum(add.name(), "it adds a feature to itself", false));
    }
    String text = "none of its inputs (" + String.join(", ", add.inputs()) + ") reaches the others";
    int common = new Dominators(graph).of(graph.position(add.name()));
    MapShape before = graph.node(common).shape();
    boolean changes = before != null && !before.equals(add.shape());
    return Optional.of(
        new OtherSum(
            add.name(), changes ? text + "; " + before + " become " + add.shape() : text, changes));
  }

  private static Optional<OtherSum> noResidual(HostGraph graph, HostNode add, String x) {
    MapShape shape = graph.node("node", x).shape();
    if (shape == null) {
      return Optional.of(
          new OtherSum(add.name(), x + " is no feature map [N,C,H,W] of a known size", false));
    }
    if (!shape.equals(add.shape())) {
      return Optional.of(new OtherSum(add.name(), shape + " become " + add.shape(), true));
    }
    return branch(graph, x, add).anyMatch(node -> node.kind() == HostNode.Kind.CONVOLUTION)
        ? Optional.empty()
        : Optional.of(
            new OtherSum(add.name(), "no convolution lies between " + x + " and the sum", false));
  }

  /** Two residuals of one x need branches of their own, or one must lie within the other. */
  private static void separate(List<Residual> residuals, List<OtherSum> others) {
    List<Residual> kept = new ArrayList<>();
    for (Residual residual : residuals) {
      Set<Edge> uses = Set.copyOf(residual.uses());
      kept.stream()
          .filter(outer -> outer.x().equals(residual.x()))
          .filter(outer -> outer.uses().stream().anyMatch(uses::contains))
          .filter(outer -> !outer.uses().containsAll(uses))
          .findFirst()
          .ifPresentOrElse(
              outer ->
                  others.add(
                      new OtherSum(
                          residual.add(),
                          "it shares a part of its branch with " + outer.add(),
                          false)),
              () -> kept.add(residual));
    }
    residuals.retainAll(kept);
  }
}
