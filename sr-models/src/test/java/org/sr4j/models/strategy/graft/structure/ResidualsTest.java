package org.sr4j.models.strategy.graft.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidualsTest {

  private static Residuals residuals(Sketch net) {
    HostGraph graph = net.graph();
    return Residuals.find(graph, RepeatedBlocks.find(graph));
  }

  @Test
  void theReachingInputIsXWhicheverComesFirst() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String one = net.add("one", x, net.conv("h1", x));
    net.conv("tail", net.add("two", net.conv("h2", one), one));
    assertThat(residuals(net).residuals())
        .containsExactly(
            new Residual("one", "head", List.of(new Edge("h1", 0), new Edge("one", 0)), false),
            new Residual("two", "one", List.of(new Edge("h2", 0), new Edge("two", 1)), false));
    assertThat(residuals(net).others()).isEmpty();
  }

  /** Others that read x (a concatenation further on) keep it as it is. */
  @Test
  void onlyTheBranchAndTheSumReadX() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String sum = net.add("sum", net.conv("h", x), x);
    net.conv("tail", net.other("both", "concat", x, sum));
    assertThat(residuals(net).residuals().get(0).uses())
        .containsExactlyInAnyOrder(new Edge("h", 0), new Edge("sum", 1));
  }

  @Test
  void theOuterOfNestedResidualsComesFirst() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String inner = net.add("inner", net.conv("h1", x), x);
    net.conv("tail", net.add("outer", net.conv("h2", inner), x));
    Residuals found = residuals(net);
    assertThat(found.residuals()).extracting(Residual::add).containsExactly("outer", "inner");
    assertThat(found.residuals().get(0).uses())
        .containsExactlyInAnyOrder(new Edge("h1", 0), new Edge("inner", 1), new Edge("outer", 1));
  }

  @Test
  void aSumOfThreeIsAResidualIfOneReachesTheOthers() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    net.conv("tail", net.add("sum", net.conv("a", x), x, net.conv("b", x)));
    assertThat(residuals(net).residuals()).extracting(Residual::x).containsExactly("head");
  }

  @Test
  void residualsThatShareAPartOfTheirBranchesAreNotBothTaken() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String shared = net.conv("shared", x);
    String one = net.add("one", x, shared);
    String two = net.add("two", x, net.conv("more", shared));
    net.other("both", "concat", one, two);
    Residuals found = residuals(net);
    assertThat(found.residuals()).hasSize(1);
    assertThat(found.others())
        .containsExactly(new OtherSum("one", "it shares a part of its branch with two", false));
  }

  @Test
  void aSkipFromThePictureOrAroundOthersIsLong() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String inner = net.add("inner", net.conv("h", x), x);
    String outer = net.add("outer", net.conv("end", inner), x);
    net.add("last", net.conv("tail", outer), "input");
    assertThat(residuals(net).residuals())
        .filteredOn(Residual::longSkip)
        .extracting(Residual::add)
        .containsExactly("outer");
    assertThat(residuals(net).others().get(0).reason())
        .isEqualTo("3 channels of 16x16 become 8 channels of 16x16");
  }

  /** As deviation and mean in contrast-aware attention. */
  @Test
  void aSumWithoutConvolutionIsNoResidual() {
    Sketch net = new Sketch();
    String mean = net.other("mean", "mean", net.conv("head", "input"));
    net.conv("gate", net.add("sum", net.other("deviation", "sqrt", mean), mean));
    assertThat(residuals(net).residuals()).isEmpty();
    assertThat(residuals(net).others().get(0).reason())
        .isEqualTo("no convolution lies between mean and the sum");
  }

  @Test
  void aSumOfTwoBranchesOrOfAFeatureWithItselfIsNone() {
    Sketch net = new Sketch();
    String x = net.conv("head", "input");
    String two = net.add("two", net.conv("a", x), net.conv("b", x));
    net.conv("tail", net.add("twice", two, two));
    assertThat(residuals(net).residuals()).isEmpty();
    assertThat(residuals(net).others())
        .extracting(OtherSum::reason)
        .containsExactly(
            "none of its inputs (a, b) reaches the others", "it adds a feature to itself");
  }
}
