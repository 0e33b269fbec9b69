package org.sr4j.models.strategy.graft.samediff;

import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.strategy.graft.structure.HostNode;

/** Refuses graphs that are not feed-forward networks in NCHW. */
final class HostCheck {

  private static final String FAILED = "graft onto the network";

  /** ND4J's packages of recurrent layers, and of loops and branches. */
  private static final Set<String> RECURRENT =
      Set.of(
          "org.nd4j.linalg.api.ops.impl.layers.recurrent",
          "org.nd4j.linalg.api.ops.impl.controlflow.compat");

  private HostCheck() {}

  /**
   * @throws GraphException saying what of the graph does not fit
   */
  static void check(SameDiff graph) {
    for (SameDiffOp entry : graph.getOps().values()) {
      DifferentialFunction operation = entry.getOp();
      if (isRecurrent(operation)) {
        throw new GraphException(
            Problem.cannot(FAILED)
                .at(entry.getOutputsOfOp().get(0))
                .got("the recurrent operation " + operation.opName())
                .expected("a feed-forward network of pictures [N,C,H,W]"));
      }
      if (isChannelsLast(operation)) {
        throw new GraphException(
            Problem.cannot(FAILED)
                .at(entry.getOutputsOfOp().get(0))
                .got("feature maps in NHWC")
                .expected("NCHW")
                .advice("Write the graph with NCHW convolutions; their weights are the same."));
      }
    }
  }

  private static boolean isRecurrent(DifferentialFunction operation) {
    return RECURRENT.contains(operation.getClass().getPackageName())
        && !(operation instanceof StopGradient);
  }

  private static boolean isChannelsLast(DifferentialFunction operation) {
    return OperationLabel.of(operation, 0).kind() == HostNode.Kind.CONVOLUTION
        && "NHWC".equals(operation.propertiesForFunction().get("dataFormat"));
  }
}
