package org.sr4j.models.strategy.graft.structure;

import java.util.ArrayList;
import java.util.List;
import org.sr4j.models.strategy.graft.structure.HostNode.Kind;

/** Writes graphs of named nodes, all of one shape unless told otherwise. */
final class Sketch {

  private static final MapShape SHAPE = new MapShape(8, 16, 16);

  private final List<HostNode> nodes = new ArrayList<>();
  private String last = "input";

  Sketch() {
    nodes.add(new HostNode("input", Kind.INPUT, "input", List.of(), new MapShape(3, 16, 16)));
  }

  String conv(String name, String input) {
    return put(name, Kind.CONVOLUTION, "conv", SHAPE, input);
  }

  String conv(String name, String input, MapShape shape) {
    return put(name, Kind.CONVOLUTION, "conv", shape, input);
  }

  String add(String name, String... inputs) {
    return put(name, Kind.ADD, "add", SHAPE, inputs);
  }

  String other(String name, String label, String... inputs) {
    return put(name, Kind.OTHER, label, SHAPE, inputs);
  }

  private String put(String name, Kind kind, String label, MapShape shape, String... inputs) {
    nodes.add(new HostNode(name, kind, label, List.of(inputs), shape));
    last = name;
    return name;
  }

  /** The node written last is the output. */
  HostGraph graph() {
    return new HostGraph(nodes, List.of(last));
  }

  List<String> blocks() {
    return RepeatedBlocks.find(graph()).stream().map(Block::exit).toList();
  }
}
