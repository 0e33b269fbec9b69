package org.sr4j.models.strategy.graft.samediff;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Resolution;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.models.strategy.graft.ChosenStrategy;
import org.sr4j.models.strategy.graft.Place;
import org.sr4j.models.strategy.graft.Step;
import org.sr4j.models.strategy.graft.structure.Edge;
import org.sr4j.models.strategy.graft.structure.MapShape;

/**
 * Lets strategies write into a graph, and makes operations read what they made instead of what was
 * there. A SameDiff graph is one for training and inference: it gets the strategies' inference
 * form.
 */
final class Rewriting {

  /** Of the parameters' initial values. */
  private static final long SEED = 0;

  private final SameDiff graph;
  private final NetworkPart network;
  private final ProbedShapes shapes;

  /** By operation: which of its arguments were features before anything was rewritten. */
  private final Map<String, List<Integer>> features = new HashMap<>();

  /**
   * @param graph is changed
   */
  Rewriting(SameDiff graph, NetworkPart network, ProbedShapes shapes) {
    this.graph = graph;
    this.network = network;
    this.shapes = shapes;
    graph
        .getOps()
        .forEach((name, operation) -> features.put(name, features(operation.getInputsToOp())));
  }

  private List<Integer> features(List<String> arguments) {
    return IntStream.range(0, arguments.size())
        .filter(i -> network.contains(arguments.get(i)))
        .boxed()
        .toList();
  }

  /** The graph owns the strategies' parameters from then on. */
  void apply(List<ChosenStrategy> strategies, List<Step> steps) {
    ParameterStore store = new ParameterStore(shapes.type(), SEED);
    GraphScope scope = new GraphBuilder(store).phase(Phase.INFERENCE).scopeIn(graph);
    Map<String, Hooks> hooks = new LinkedHashMap<>();
    strategies.forEach(
        chosen -> hooks.put(chosen.id(), chosen.strategy().open(scope.child(chosen.id()))));
    for (Step step : steps) {
      Feature before = at(step.place());
      Feature after = before;
      for (ChosenStrategy chosen : step.strategies()) {
        after = step.place().call(hooks.get(chosen.id()), step.block(), after);
      }
      if (after != before) {
        redirect(step.place().uses(), after.variable());
      }
    }
    hooks.values().forEach(Hooks::onEnd);
  }

  /** What the uses of a place read now. */
  private Feature at(Place place) {
    Edge use = place.uses().get(0);
    MapShape shape = place.shape();
    MapShape picture = shapes.of(network.input());
    return new Feature(
        reader(use).arg(argument(use)),
        (int) shape.channels(),
        Resolution.INPUT.times((int) shape.height()).dividedBy((int) picture.height()));
  }

  private void redirect(List<Edge> uses, SDVariable to) {
    uses.forEach(use -> graph.replaceArgFor(argument(use), to, reader(use)));
  }

  private int argument(Edge use) {
    return features.get(reader(use).getOwnName()).get(use.input());
  }

  private DifferentialFunction reader(Edge use) {
    return graph.getOpById(graph.getVariables().get(use.consumer()).getOutputOfOp());
  }
}
