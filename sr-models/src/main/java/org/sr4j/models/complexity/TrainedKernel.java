package org.sr4j.models.complexity;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.sr4j.models.engine.nd4j.InferredShapes;

/**
 * The kernel of one convolution in a graph, traced to the weight that it is made from.
 *
 * <p>A graph may rework a weight before it convolves with it: cut out one group, put zeros between
 * the taps of a dilated kernel, fold a normalisation in, aggregate the kernels of a dynamic
 * convolution. The first input of every such operation carries the weight, and the least number of
 * values on the way is the number of taps: zeros are added after, groups and kernels of a stack are
 * taken before.
 *
 * @param taps values of the kernel that can be other than zero
 * @param outputs output channels of the weight, all groups together
 */
record TrainedKernel(long taps, long outputs) {

  /** Empty for fixed filters and mean shifts. */
  static Optional<TrainedKernel> of(SameDiff graph, InferredShapes shapes, String kernel) {
    String name = kernel;
    long taps = length(shapes.of(name));
    while (graph.getVariable(name).getVariableType() == VariableType.ARRAY) {
      SameDiffOp producer = graph.getOps().get(graph.getVariables().get(name).getOutputOfOp());
      name = producer.getInputsToOp().get(0);
      taps = Math.min(taps, length(shapes.of(name)));
    }
    SDVariable origin = graph.getVariable(name);
    if (origin.getVariableType() != VariableType.VARIABLE || MeanShifts.own(name)) {
      return Optional.empty();
    }
    long[] shape = shapes.of(name);
    return Optional.of(new TrainedKernel(taps, shape[shape.length - 1]));
  }

  private static long length(long[] shape) {
    long length = 1;
    for (long side : shape) {
      length *= side;
    }
    return length;
  }
}
