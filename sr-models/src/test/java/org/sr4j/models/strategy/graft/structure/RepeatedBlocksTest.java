package org.sr4j.models.strategy.graft.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedBlocksTest {

  private static String residualBlock(Sketch net, String name, String x) {
    String first = net.conv(name + ".1", x);
    String second = net.conv(name + ".2", net.other(name + ".relu", "relu", first));
    return net.add(name, second, x);
  }

  @Test
  void residualGroupsComeBeforeTheResidualBlocksWithinThem() {
    Sketch net = new Sketch();
    String head = net.conv("head", "input");
    String x = head;
    for (int g = 0; g < 3; g++) {
      String in = x;
      for (int b = 0; b < 4; b++) {
        x = residualBlock(net, "g" + g + "b" + b, x);
      }
      x = net.add("g" + g, net.conv("g" + g + ".end", x), in);
    }
    x = net.add("long", net.conv("end", x), head);
    net.conv("tail", net.conv("up", x));
    assertThat(net.blocks()).containsExactly("g0", "g1", "g2");
    Block second = RepeatedBlocks.find(net.graph()).get(1);
    assertThat(second.entry()).isEqualTo("g0");
    assertThat(second.nodes()).hasSize(4 * 4 + 2).contains("g1b0.1", "g1.end", "g1");
  }

  @Test
  void anEvenNumberOfBlocksIsNotHalfAsManyPairs() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    List<String> names = new ArrayList<>();
    for (int b = 0; b < 16; b++) {
      x = residualBlock(net, "b" + b, x);
      names.add(x);
    }
    net.conv("tail", x);
    assertThat(net.blocks()).isEqualTo(names);
  }

  @Test
  void anActivationBelongsToTheConvolutionBeforeIt() {
    Sketch net = new Sketch();
    String x = net.other("head.relu", "relu", net.conv("head", "input"));
    for (int i = 0; i < 4; i++) {
      x = net.other("relu" + i, "relu", net.conv("conv" + i, x));
    }
    net.conv("tail", x);
    assertThat(net.blocks()).containsExactly("relu0", "relu1", "relu2", "relu3");
  }

  /** MemNet, IMDN: each block's output also goes to a concatenation at the end. */
  @Test
  void blocksWhoseOutputsAreCollectedAreFound() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    List<String> outputs = new ArrayList<>();
    for (int b = 0; b < 3; b++) {
      x = residualBlock(net, "b" + b, x);
      outputs.add(x);
    }
    net.conv("fuse", net.other("all", "concat", outputs.toArray(String[]::new)));
    assertThat(net.blocks()).containsExactly("b0", "b1", "b2");
  }

  @Test
  void columnsBesideEachOtherAreNoChain() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String left = net.other("left.act", "tanh", net.conv("left", x));
    String right = net.other("right.act", "tanh", net.conv("right", x));
    net.other("both", "concat", left, right);
    assertThat(net.blocks()).isEmpty();
  }

  @Test
  void partsThatChangeTheirShapeAreToldApart() {
    Sketch net = new Sketch();
    String x = net.conv("c0", "input", new MapShape(4, 16, 16));
    x = net.conv("c1", x, new MapShape(8, 8, 8));
    x = net.conv("c2", x, new MapShape(16, 4, 4));
    net.other("out", "softmax", x);
    assertThat(net.blocks()).isEmpty();
    assertThat(RepeatedBlocks.changingShape(net.graph()))
        .extracting(Block::exit)
        .containsExactly("c1", "c2");
  }

  /** The convolutions of a single residual block and that behind it repeat, but are no blocks. */
  @Test
  void convolutionsInsideAndOutsideOfAResidualAreNoChain() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String sum = net.add("sum", net.conv("h2", net.conv("h1", x)), x);
    net.other("out", "softmax", net.conv("end", sum));
    assertThat(net.blocks()).isEmpty();
  }

  /** RCAN at its full size: 10 groups of 20 blocks with attention, some 2000 nodes. */
  @Test
  void aNetworkOfThousandsOfNodesIsNoProblem() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    for (int g = 0; g < 10; g++) {
      String in = x;
      for (int b = 0; b < 20; b++) {
        String name = "g" + g + "b" + b;
        String h = net.conv(name + ".2", net.other(name + ".r", "relu", net.conv(name + ".1", x)));
        String gate = net.other(name + ".p", "pool", h);
        gate = net.other(name + ".s", "sigmoid", net.conv(name + ".a", gate));
        x = net.add(name, net.other(name + ".m", "mul", h, gate), x);
      }
      x = net.add("g" + g, net.conv("g" + g + ".end", x), in);
    }
    net.conv("tail", x);
    assertThat(net.graph().nodes()).hasSizeGreaterThan(1600);
    assertThat(net.blocks()).hasSize(10).startsWith("g0", "g1").endsWith("g9");
  }
}
