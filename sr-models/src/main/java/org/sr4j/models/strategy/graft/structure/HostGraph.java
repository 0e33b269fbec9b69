package org.sr4j.models.strategy.graft.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;

/**
 * A user's network as the finders see it: nodes between its one input and its outputs, in
 * topological order, and who reaches whom. Nodes are numbered by that order.
 */
public final class HostGraph {

  private final List<HostNode> nodes = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Set<String> outputs;
  private final List<List<Integer>> inputs = new ArrayList<>();
  private final List<List<Edge>> uses = new ArrayList<>();
  private final List<BitSet> ancestors = new ArrayList<>();
  private final List<BitSet> descendants = new ArrayList<>();

  /**
   * @param given nodes in any order; the inputs of each must be among them
   * @param outputs names of nodes whose values the network returns
   */
  public HostGraph(Collection<HostNode> given, Collection<String> outputs) {
    this.outputs = Set.copyOf(outputs);
    sort(given);
    for (int i = 0; i < nodes.size(); i++) {
      uses.add(new ArrayList<>());
      descendants.add(new BitSet());
      link(i);
    }
    for (int i = 0; i < nodes.size(); i++) {
      int node = i;
      ancestors.get(i).stream().forEach(ancestor -> descendants.get(ancestor).set(node));
    }
  }

  /** Kahn's algorithm. */
  private void sort(Collection<HostNode> given) {
    Map<String, List<HostNode>> readers = new LinkedHashMap<>();
    Map<String, Integer> waiting = new HashMap<>();
    Deque<HostNode> ready = new ArrayDeque<>();
    for (HostNode node : given) {
      waiting.put(node.name(), node.inputs().size());
      node.inputs().forEach(in -> readers.computeIfAbsent(in, k -> new ArrayList<>()).add(node));
      if (node.inputs().isEmpty()) {
        ready.add(node);
      }
    }
    while (!ready.isEmpty()) {
      HostNode node = ready.poll();
      positions.put(node.name(), nodes.size());
      nodes.add(node);
      for (HostNode reader : readers.getOrDefault(node.name(), List.of())) {
        if (waiting.merge(reader.name(), -1, Integer::sum) == 0) {
          ready.add(reader);
        }
      }
    }
    if (nodes.size() < given.size()) {
      throw new GraphException(
          Problem.cannot("order the graph's nodes")
              .got("a cycle, or an input that is not in the graph")
              .expected("a feed-forward network"));
    }
  }

  private void link(int node) {
    List<Integer> from = new ArrayList<>();
    BitSet above = new BitSet();
    List<String> names = nodes.get(node).inputs();
    for (int k = 0; k < names.size(); k++) {
      int input = positions.get(names.get(k));
      from.add(input);
      uses.get(input).add(new Edge(nodes.get(node).name(), k));
      above.or(ancestors.get(input));
      above.set(input);
    }
    inputs.add(from);
    ancestors.add(above);
  }

  /** In topological order. */
  public List<HostNode> nodes() {
    return List.copyOf(nodes);
  }

  /**
   * @param role what the name was given as, for the message: "block"
   * @throws GraphException if there is no such node, naming the nearest
   */
  public HostNode node(String role, String name) {
    Integer position = positions.get(name);
    if (position == null) {
      throw new GraphException(
          Problem.cannot("find the " + role)
              .got("\"" + name + "\"")
              .advice(Suggestion.advice(name, positions.keySet())));
    }
    return nodes.get(position);
  }

  HostNode node(int position) {
    return nodes.get(position);
  }

  /** Place in the topological order. */
  public int position(String name) {
    return positions.get(name);
  }

  int size() {
    return nodes.size();
  }

  List<Integer> inputs(int node) {
    return inputs.get(node);
  }

  BitSet ancestors(int node) {
    return ancestors.get(node);
  }

  BitSet descendants(int node) {
    return descendants.get(node);
  }

  /** Who reads a node's output. */
  public List<Edge> uses(String name) {
    return List.copyOf(uses.get(position(name)));
  }

  List<Edge> uses(int node) {
    return uses.get(node);
  }

  /** Whether a path leads from one node to another one. */
  public boolean reaches(String from, String to) {
    return ancestors.get(position(to)).get(position(from));
  }

  public boolean isOutput(String name) {
    return outputs.contains(name);
  }
}
