package org.sr4j.models.strategy.graft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.strategy.graft.structure.Block;
import org.sr4j.models.strategy.graft.structure.Edge;
import org.sr4j.models.strategy.graft.structure.HostGraph;
import org.sr4j.models.strategy.graft.structure.HostNode;
import org.sr4j.models.strategy.graft.structure.MapShape;
import org.sr4j.models.strategy.graft.structure.OtherSum;
import org.sr4j.models.strategy.graft.structure.RepeatedBlocks;
import org.sr4j.models.strategy.graft.structure.Residual;
import org.sr4j.models.strategy.graft.structure.Residuals;

/** Finds the places of a network: those that the user names, and the others by structure. */
final class PlaceFinder {

  private final HostGraph graph;
  private final GivenNames names;
  private final List<Block> repeated;
  private final Residuals sums;
  private final List<Refusal> refused = new ArrayList<>();

  PlaceFinder(HostGraph graph, GivenNames names) {
    this.graph = graph;
    this.names = names;
    this.repeated = RepeatedBlocks.find(graph);
    this.sums = Residuals.find(graph, repeated);
  }

  Places find() {
    List<HostNode> exits = exits();
    Optional<HostNode> shallow = shallow(exits);
    List<Place> blocks = new ArrayList<>();
    for (HostNode exit : exits) {
      reasonAgainst(exit, shallow)
          .ifPresentOrElse(
              reason -> refused.add(new Refusal(Place.Role.BLOCK, exit.name(), reason)),
              () -> blocks.add(place(Place.Role.BLOCK, exit, graph.uses(exit.name()))));
    }
    List<Place> residuals = residuals();
    return new Places(
        shallow.map(node -> place(Place.Role.SHALLOW, node, graph.uses(node.name()))),
        blocks,
        residuals,
        List.copyOf(refused));
  }

  private static Place place(Place.Role role, HostNode node, List<Edge> uses) {
    return new Place(role, node.name(), node.shape(), uses);
  }

  private List<HostNode> exits() {
    if (!names.blocks().isEmpty()) {
      return names.blocks().stream()
          .map(name -> graph.node("block", name))
          .sorted(Comparator.comparing(node -> graph.position(node.name())))
          .toList();
    }
    if (repeated.isEmpty()) {
      refuseAllBlocks();
    }
    sums.others().stream()
        .filter(sum -> sum.changesShape() && isAmongBlocks(sum.add()))
        .forEach(sum -> refused.add(new Refusal(Place.Role.BLOCK, sum.add(), sum.reason())));
    return repeated.stream().map(block -> graph.node("block", block.exit())).toList();
  }

  /** Between the first block and the last, in none of them: where a block of another kind is. */
  private boolean isAmongBlocks(String node) {
    return repeated.size() > 1
        && repeated.stream().noneMatch(block -> block.nodes().contains(node))
        && graph.reaches(repeated.get(0).exit(), node)
        && graph.reaches(node, repeated.get(repeated.size() - 1).exit());
  }

  private void refuseAllBlocks() {
    List<Block> changing = RepeatedBlocks.changingShape(graph);
    for (Block block : changing) {
      MapShape before = graph.node("block", block.entry()).shape();
      MapShape after = graph.node("block", block.exit()).shape();
      refused.add(new Refusal(Place.Role.BLOCK, block.exit(), before + " become " + after));
    }
    if (changing.isEmpty()) {
      refused.add(
          new Refusal(
              Place.Role.BLOCK, "-", "no part of the network with a convolution is repeated"));
    }
  }

  private Optional<HostNode> shallow(List<HostNode> exits) {
    if (names.shallow().isPresent()) {
      HostNode node = graph.node("shallow feature", names.shallow().get());
      if (node.shape() == null) {
        throw new GraphException(
            Problem.cannot("take the shallow feature")
                .at(node.name())
                .got("an output that is no feature map [N,C,H,W] of a known size")
                .expected("the output of a convolution before the blocks"));
      }
      return Optional.of(node);
    }
    if (exits.isEmpty()) {
      return Optional.empty();
    }
    HostNode first = exits.get(0);
    HostNode found = repeated.isEmpty() ? null : graph.node("feature", repeated.get(0).entry());
    if (found != null
        && first.shape() != null
        && first.shape().equals(found.shape())
        && graph.reaches(found.name(), first.name())) {
      return Optional.of(found);
    }
    return repeated.stream()
        .filter(block -> block.exit().equals(first.name()))
        .findFirst()
        .map(block -> graph.node("feature", block.entry()))
        .or(() -> firstOfItsShape(first));
  }

  /** Before blocks that the user named: the first convolution's output that has their shape. */
  private Optional<HostNode> firstOfItsShape(HostNode block) {
    return graph.nodes().stream()
        .filter(node -> node.kind() == HostNode.Kind.CONVOLUTION)
        .filter(node -> node.shape() != null && node.shape().equals(block.shape()))
        .filter(node -> graph.reaches(node.name(), block.name()))
        .findFirst();
  }

  private Optional<String> reasonAgainst(HostNode exit, Optional<HostNode> shallow) {
    if (exit.shape() == null) {
      return Optional.of("its output is no feature map [N,C,H,W] of a known size");
    }
    if (graph.isOutput(exit.name()) || graph.uses(exit.name()).isEmpty()) {
      return Optional.of("it is an output of the network");
    }
    if (shallow.isEmpty()) {
      return Optional.of(
          "no convolution before it makes a shallow feature of " + exit.shape() + "; name one");
    }
    return graph.reaches(shallow.get().name(), exit.name())
        ? Optional.empty()
        : Optional.of("it does not come after the shallow feature " + shallow.get().name());
  }

  private List<Place> residuals() {
    if (!names.residuals().isEmpty()) {
      return names.residuals().stream()
          .distinct()
          .map(this::named)
          .sorted(Comparator.comparing(sums.residuals()::indexOf))
          .map(residual -> place(Place.Role.RESIDUAL, residual))
          .toList();
    }
    sums.others()
        .forEach(sum -> refused.add(new Refusal(Place.Role.RESIDUAL, sum.add(), sum.reason())));
    return sums.residuals().stream()
        .map(
            residual ->
                place(residual.longSkip() ? Place.Role.LONG_SKIP : Place.Role.RESIDUAL, residual))
        .toList();
  }

  private Place place(Place.Role role, Residual residual) {
    return new Place(
        role, residual.add(), graph.node("feature", residual.x()).shape(), residual.uses());
  }

  private Residual named(String name) {
    HostNode node = graph.node("residual", name);
    for (Residual residual : sums.residuals()) {
      if (residual.add().equals(name)) {
        return residual;
      }
    }
    String reason =
        sums.others().stream()
            .filter(sum -> sum.add().equals(name))
            .map(OtherSum::reason)
            .findFirst()
            .orElse("no addition but " + node.label());
    throw new GraphException(
        Problem.cannot("take the residual")
            .at(name)
            .got(reason)
            .expected("an addition of which one input reaches the others")
            .advice(
                "Residuals of this network: "
                    + sums.residuals().stream().map(Residual::add).collect(Collectors.joining(", "))
                    + "."));
  }
}
