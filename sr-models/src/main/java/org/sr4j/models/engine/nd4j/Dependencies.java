package org.sr4j.models.engine.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;

/** Which operations of a graph are needed for some of its variables, and in which order. */
final class Dependencies {

  private Dependencies() {}

  /**
   * The operations that {@code outputs} depend on, each after those it depends on.
   *
   * @throws GraphException if the graph has no variable of one of the names
   */
  static List<SameDiffOp> of(SameDiff graph, Collection<String> outputs) {
    List<SameDiffOp> order = new ArrayList<>();
    Set<String> entered = new HashSet<>();
    Set<String> done = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (String output : outputs) {
      producer(graph, output, open);
      // Depth first without recursion: deep networks would overflow the stack.
      while (!open.isEmpty()) {
        String name = open.peek();
        SameDiffOp op = graph.getOps().get(name);
        if (entered.add(name)) {
          String[] inputs = op.getOp().argNames();
          for (int i = inputs == null ? -1 : inputs.length - 1; i >= 0; i--) {
            if (!entered.contains(graph.getVariables().get(inputs[i]).getOutputOfOp())) {
              producer(graph, inputs[i], open);
            }
          }
        } else {
          open.pop();
          if (done.add(name)) {
            order.add(op);
          }
        }
      }
    }
    return order;
  }

  private static void producer(SameDiff graph, String variable, Deque<String> open) {
    Variable found = graph.getVariables().get(variable);
    if (found == null) {
      throw new GraphException(
          Problem.cannot("plan the graph")
              .at(variable)
              .got("no variable of this name")
              .advice(
                  Suggestion.nearest(variable, graph.getVariables().keySet())
                      .map(near -> "Did you mean \"" + near + "\"?")
                      .orElse(null)));
    }
    if (found.getOutputOfOp() != null) {
      open.push(found.getOutputOfOp());
    }
  }
}
