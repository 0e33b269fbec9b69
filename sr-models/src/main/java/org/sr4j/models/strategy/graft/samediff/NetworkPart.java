package org.sr4j.models.strategy.graft.samediff;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;
import org.sr4j.models.strategy.graft.structure.HostNode;

/**
 * The part of a SameDiff graph that is the network: what is computed from the picture and
 * parameters alone. What depends on labels besides is not.
 *
 * @param input name of the placeholder that takes the picture
 * @param variables names of the results of operations
 */
record NetworkPart(String input, Set<String> variables) {

  /**
   * @param named the placeholder, if the user names it; otherwise that from which convolutions are
   *     computed
   * @throws GraphException if there is no such placeholder or more than one
   */
  static NetworkPart of(SameDiff graph, Optional<String> named) {
    Map<String, Set<String>> sources = sources(graph);
    String input = named.isPresent() ? placeholder(graph, named.get()) : find(graph, sources);
    Set<String> variables = new LinkedHashSet<>();
    for (SameDiffOp operation : graph.getOps().values()) {
      for (String output : operation.getOutputsOfOp()) {
        if (sources.getOrDefault(output, Set.of()).equals(Set.of(input))) {
          variables.add(output);
        }
      }
    }
    return new NetworkPart(input, variables);
  }

  boolean contains(String variable) {
    return variable.equals(input) || variables.contains(variable);
  }

  private static String placeholder(SameDiff graph, String name) {
    if (!graph.inputs().contains(name)) {
      throw new GraphException(
          Problem.cannot("find the input")
              .got("\"" + name + "\"")
              .advice(Suggestion.advice(name, graph.inputs())));
    }
    return name;
  }

  private static String find(SameDiff graph, Map<String, Set<String>> sources) {
    Set<String> found = new TreeSet<>();
    for (SameDiffOp operation : graph.getOps().values()) {
      if (OperationLabel.of(operation.getOp(), 0).kind() == HostNode.Kind.CONVOLUTION) {
        found.addAll(sources.getOrDefault(operation.getInputsToOp().get(0), Set.of()));
      }
    }
    if (found.size() != 1) {
      throw new GraphException(
          Problem.cannot("graft onto the network")
              .got(
                  found.isEmpty()
                      ? "no convolution of a placeholder"
                      : "the inputs " + String.join(", ", found))
              .expected("a network of one input, a picture [N,C,H,W]"));
    }
    return found.iterator().next();
  }

  /** By variable, the placeholders that it is computed from. */
  private static Map<String, Set<String>> sources(SameDiff graph) {
    Map<String, Set<String>> sources = new HashMap<>();
    graph.inputs().forEach(name -> sources.put(name, Set.of(name)));
    boolean changed = true;
    while (changed) { // Once and a check, if the operations are in order.
      changed = false;
      for (SameDiffOp operation : graph.getOps().values()) {
        Set<String> all = new TreeSet<>();
        List<String> arguments = operation.getInputsToOp();
        if (arguments != null) {
          arguments.forEach(name -> all.addAll(sources.getOrDefault(name, Set.of())));
        }
        for (String output : operation.getOutputsOfOp()) {
          changed |= !all.equals(sources.put(output, all)) && !all.isEmpty();
        }
      }
    }
    return sources;
  }
}
