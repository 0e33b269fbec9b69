package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.error.EngineException;

class PlanMemoryTest {

  private static final long MIB = 1 << 20;

  @Test
  void twoThousandTrainingStepsLeaveNoTrace() {
    Graphs g = new Graphs(DataType.FLOAT);
    SDVariable x = g.input("lowres", 1, 2, 64, 64);
    SDVariable f = x.add(g.conv("b", g.graph.nn().relu(g.conv("a", x, 2, 2, 3), 0), 2, 2, 3));
    g.loss(f, 1, 2, 64, 64);
    GradientGraph gradient = GradientGraph.of(g.graph, "loss", Map.of(), g.parameters, List.of());
    try (GradientPlan plan = gradient.plan(g.inputs)) {
      run(plan, g, 400);
      long heap = usedHeap();
      long process = Pointer.physicalBytes();
      run(plan, g, 2000);
      // One map lost per step would be 62 MiB, one kibibyte of heap 2 MiB. The rest is for what
      // the JVM itself does meanwhile.
      assertThat(Pointer.physicalBytes() - process).isLessThan(32 * MIB);
      assertThat(usedHeap() - heap).isLessThan(2 * MIB);
    }
  }

  private static void run(GradientPlan plan, Graphs g, int steps) {
    for (int i = 0; i < steps; i++) {
      plan.run(g.inputs);
    }
  }

  private static long usedHeap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return used;
  }

  @Test
  void aChainOfResidualsSharesTwoBuffers() {
    Graphs g = new Graphs(DataType.FLOAT);
    SDVariable x = g.input("lowres", 1, 4, 64, 64);
    SDVariable f = x;
    for (int i = 0; i < 12; i++) {
      f = f.add(g.graph.math().tanh(g.conv("c" + i, f, 4, 4, 3)));
    }
    f.rename("y");
    try (ExecutionPlan plan =
        ExecutionPlan.compile(g.graph, List.of("y"), g.inputs, g.parameters)) {
      long map = 4L * 64 * 64 * Float.BYTES;
      // The trunk and the branch; the sum overwrites one of them. 128 bytes for alignment.
      assertThat(plan.bytes()).isBetween(2 * map, 2 * map + 128);
    }
  }

  @Test
  void closeFreesTheMemoryAndEndsThePlan() {
    Graphs g = new Graphs(DataType.FLOAT);
    SDVariable x = g.input("lowres", 1, 16, 1024, 1024);
    g.graph.concat(1, x.mul(2), x.mul(3)).rename("y");
    ExecutionPlan plan = ExecutionPlan.compile(g.graph, List.of("y"), g.inputs, g.parameters);
    // Two maps of 64 MiB and their concatenation of 128 MiB; the input dies in one of them.
    assertThat(plan.bytes()).isBetween(256 * MIB, 257 * MIB);
    plan.run(g.inputs);
    long before = Pointer.physicalBytes();
    plan.close();
    assertThat(before - Pointer.physicalBytes()).isGreaterThan(240 * MIB);
    plan.close();
    assertThatThrownBy(() -> plan.run(g.inputs))
        .isInstanceOf(EngineException.class)
        .hasMessage("Cannot run the plan: got a closed plan.");
    assertThat(g.inputs.get("lowres").wasClosed()).isFalse();
  }

  @Test
  void closingLeavesParametersAndConstantsAlone() {
    Graphs g = Graphs.residual(DataType.FLOAT);
    INDArray constant = Nd4j.createFromArray(1f, 2f);
    SDVariable c = g.graph.constant("c", constant);
    c.add(c).rename("folded");
    ExecutionPlan.compile(g.graph, List.of("y", "c", "folded", "shared"), g.inputs, g.parameters)
        .close();
    assertThat(constant.wasClosed()).isFalse();
    assertThat(g.parameters.values()).noneMatch(INDArray::wasClosed);
  }
}
