package org.sr4j.models.strategy.graft.samediff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.sr4j.models.strategy.graft.ChosenStrategy;
import org.sr4j.models.strategy.graft.Host;
import org.sr4j.models.strategy.graft.Probe;
import org.sr4j.models.strategy.graft.Step;
import org.sr4j.models.strategy.graft.structure.HostGraph;
import org.sr4j.models.strategy.graft.structure.HostNode;
import org.sr4j.models.strategy.graft.structure.MapShape;

/** A user's SameDiff graph. Works on a copy of it. */
public final class SameDiffHost implements Host<SameDiff> {

  private final SameDiff copy;
  private boolean handedOver;
  private final NetworkPart network;
  private final ProbedShapes shapes;

  /**
   * @throws org.sr4j.api.error.GraphException if the graph is no feed-forward network of one input,
   *     in NCHW, that SameDiff can copy
   */
  public SameDiffHost(SameDiff graph, Probe probe) {
    HostCheck.check(graph);
    this.network = NetworkPart.of(graph, probe.input());
    this.shapes = new ProbedShapes(graph, network, probe);
    this.copy = GraphCopy.of(graph);
    GraphCopy.compare(graph, copy, shapes.picture(), List.copyOf(outputs()));
  }

  @Override
  public HostGraph structure() {
    List<HostNode> nodes = new ArrayList<>();
    nodes.add(
        new HostNode(
            network.input(), HostNode.Kind.INPUT, "input", List.of(), shapes.of(network.input())));
    for (String name : network.variables()) {
      DifferentialFunction operation = operation(name);
      List<String> inputs = features(operation);
      OperationLabel label = OperationLabel.of(operation, inputs.size());
      String text = label.text() + output(operation, name);
      nodes.add(new HostNode(name, label.kind(), text, inputs, shapes.of(name)));
    }
    return new HostGraph(nodes, outputs());
  }

  private DifferentialFunction operation(String variable) {
    return copy.getOpById(copy.getVariables().get(variable).getOutputOfOp());
  }

  /** The arguments of an operation that are no parameters. */
  private List<String> features(DifferentialFunction operation) {
    return copy.getOps().get(operation.getOwnName()).getInputsToOp().stream()
        .filter(network::contains)
        .toList();
  }

  /** Tells the results of one operation apart. */
  private static String output(DifferentialFunction operation, String variable) {
    String[] names = operation.outputVariablesNames();
    return names.length == 1 ? "" : " output " + List.of(names).indexOf(variable);
  }

  /** Results that nobody reads, or somebody else than the network: a loss, the user. */
  private Set<String> outputs() {
    Set<String> outputs = new HashSet<>();
    for (String name : network.variables()) {
      Variable variable = copy.getVariables().get(name);
      List<String> readers = variable.getInputsForOp();
      if (readers == null
          || readers.isEmpty()
          || readers.stream().anyMatch(reader -> !isOfNetwork(copy.getOps().get(reader)))) {
        outputs.add(name);
      }
    }
    if (copy.outputs() != null) {
      copy.outputs().stream().filter(network::contains).forEach(outputs::add);
    }
    copy.getLossVariables().stream().filter(network::contains).forEach(outputs::add);
    return outputs;
  }

  private boolean isOfNetwork(SameDiffOp operation) {
    return operation.getOutputsOfOp().stream().allMatch(network::contains);
  }

  @Override
  public MapShape picture() {
    return shapes.of(network.input());
  }

  @Override
  public Set<String> grafted(List<String> ids) {
    return ids.stream()
        .filter(
            id -> copy.getVariables().keySet().stream().anyMatch(name -> name.startsWith(id + ".")))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public SameDiff graft(List<ChosenStrategy> strategies, List<Step> steps) {
    new Rewriting(copy, network, shapes).apply(strategies, steps);
    NewParameters.prepare(copy);
    handedOver = true;
    return copy;
  }

  @Override
  public void close() {
    GraphCopy.endSessions(copy);
    if (!handedOver) {
      GraphCopy.free(copy);
    }
  }
}
