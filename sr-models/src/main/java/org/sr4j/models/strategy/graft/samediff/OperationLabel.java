package org.sr4j.models.strategy.graft.samediff;

import java.util.Arrays;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.models.strategy.graft.structure.HostNode;

/**
 * What an operation does, for comparing it with others.
 *
 * @param text without names and channel counts
 */
record OperationLabel(HostNode.Kind kind, String text) {

  private static final Set<String> CONVOLUTIONS =
      Set.of("conv2d", "depthwise_conv2d", "sconv2d", "deconv2d", "deconv2d_tf");

  private static final Set<String> SUMS = Set.of("add", "mergeadd");

  /**
   * @param features how many of its arguments are features
   */
  static OperationLabel of(DifferentialFunction operation, int features) {
    String name = operation.opName();
    if (CONVOLUTIONS.contains(name)) {
      return new OperationLabel(HostNode.Kind.CONVOLUTION, name + kernel(operation));
    }
    boolean sum = SUMS.contains(name) && features > 1;
    return new OperationLabel(sum ? HostNode.Kind.ADD : HostNode.Kind.OTHER, name);
  }

  /** Height and width of the kernel: of weights {@code [kH,kW,I,O]}. */
  private static String kernel(DifferentialFunction operation) {
    SDVariable weights = operation.arg(1);
    long[] shape = weights.getShape();
    return shape == null || shape.length < 2 ? "" : " " + Arrays.toString(Arrays.copyOf(shape, 2));
  }
}
