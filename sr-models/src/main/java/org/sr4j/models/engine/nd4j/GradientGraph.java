package org.sr4j.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.layers.graph.MutedOutput;

/**
 * The derivative of a scalar loss, as a graph: it holds the network, the loss and the gradients of
 * the loss by trainable parameters and, where asked for, by inputs. Plans of any size are made of
 * it.
 */
public final class GradientGraph {

  private static final String FUNCTION = "grad";

  private final SameDiff graph;
  private final String loss;
  private final Map<String, String> gradients = new LinkedHashMap<>();
  private final Map<String, String> bufferUpdates;
  private final Map<String, INDArray> parameters;

  private GradientGraph(
      SameDiff graph,
      String loss,
      Map<String, String> bufferUpdates,
      Map<String, INDArray> parameters) {
    this.graph = graph;
    this.loss = loss;
    this.bufferUpdates = bufferUpdates;
    this.parameters = parameters;
  }

  /**
   * Differentiates a network of phase TRAINING.
   *
   * @param network whose graph also holds the loss
   * @param loss name of the scalar to be minimised
   * @param ofInputs placeholders by which to differentiate too
   * @throws GraphException if the loss depends on no trainable parameter and no such input, or an
   *     operation has no gradient
   */
  public static GradientGraph of(NetworkGraph network, String loss, Collection<String> ofInputs) {
    return of(network.graph(), loss, network.bufferUpdates(), network.parameters(), ofInputs);
  }

  /**
   * Differentiates any graph.
   *
   * @param bufferUpdates buffer name to the variable that holds its new value
   * @param parameters arrays behind the graph's variables, by name
   */
  static GradientGraph of(
      SameDiff source,
      String loss,
      Map<String, String> bufferUpdates,
      Map<String, INDArray> parameters,
      Collection<String> ofInputs) {
    Set<String> wanted = new LinkedHashSet<>(ofInputs);
    for (SDVariable variable : source.variables()) {
      if (variable.getVariableType() == VariableType.VARIABLE) {
        wanted.add(variable.name());
      }
    }
    source.setLossVariables(loss);
    SameDiff graph = differentiate(source, loss, ofInputs);
    GradientGraph made = new GradientGraph(graph, loss, bufferUpdates, parameters);
    for (String name : wanted) {
      SDVariable gradient = graph.getVariable(name).gradient();
      // Nothing flows to a parameter that the loss does not depend on.
      if (gradient != null) {
        made.gradients.put(name, gradient.name());
      }
    }
    return made;
  }

  private static SameDiff differentiate(SameDiff source, String loss, Collection<String> ofInputs) {
    try {
      return MutedOutput.during(
          () -> {
            source.createGradFunction(ofInputs.toArray(String[]::new));
            return source.getFunction(FUNCTION);
          });
    } catch (IllegalStateException | UnsupportedOperationException e) {
      throw new GraphException(
          Problem.cannot("differentiate the loss").at(loss).got(e.getMessage()), e);
    }
  }

  /** Names of parameters and inputs that have a gradient. */
  public Set<String> differentiable() {
    return gradients.keySet();
  }

  /**
   * Plans loss, gradients and buffer updates for one size of the inputs.
   *
   * @param exampleInputs an array of the right shape for every placeholder
   */
  public GradientPlan plan(Map<String, INDArray> exampleInputs) {
    return plan(exampleInputs, List.of());
  }

  /**
   * As {@link #plan(Map)}, with further variables of the network among the results.
   *
   * @param extra names of variables to be read through {@link GradientPlan.Result#outputs()}
   */
  public GradientPlan plan(Map<String, INDArray> exampleInputs, List<String> extra) {
    Set<String> outputs = new LinkedHashSet<>();
    outputs.add(loss);
    outputs.addAll(extra);
    outputs.addAll(bufferUpdates.values());
    outputs.addAll(gradients.values());
    ExecutionPlan plan =
        ExecutionPlan.compile(graph, new ArrayList<>(outputs), exampleInputs, parameters);
    return new GradientPlan(plan, loss, gradients, bufferUpdates, extra);
  }
}
