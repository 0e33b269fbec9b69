package org.sr4j.models.complexity;

import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.models.engine.nd4j.InferredShapes;

/** Counts over the convolutions of a graph that have trained kernels. */
final class ConvolutionCount {

  private static final String CONVOLUTION = "conv2d";
  private static final String DEPTHWISE = "depthwise_conv2d";
  private static final String TRANSPOSED = "deconv2d";

  private final SameDiff graph;
  private final StandardPicture picture;
  private final InferredShapes shapes;
  private double multiAdds;
  private double activations;
  private double convolutions;

  /**
   * @param graph of batch 1, for the size of {@code picture}
   */
  ConvolutionCount(NetworkGraph graph, StandardPicture picture, int scale) {
    this.graph = graph.graph();
    this.picture = picture;
    this.shapes =
        InferredShapes.of(
            this.graph,
            List.of(graph.output()),
            picture.inputShapes(graph, scale),
            graph.parameters());
    for (SameDiffOp operation : shapes.operations()) {
      switch (operation.getOp().opName()) {
        case CONVOLUTION, DEPTHWISE, TRANSPOSED -> count(operation);
        default -> {}
      }
    }
  }

  private void count(SameDiffOp operation) {
    TrainedKernel kernel =
        TrainedKernel.of(graph, shapes, operation.getInputsToOp().get(1)).orElse(null);
    if (kernel == null) {
      return;
    }
    String type = operation.getOp().opName();
    long[] out = shapes.of(operation.getOutputsOfOp().get(0));
    long height = out[2];
    long width = out[3];
    if (type.equals(TRANSPOSED)) {
      // Before its border is cut off, a transposed convolution is larger than its result.
      long[] in = shapes.of(operation.getInputsToOp().get(0));
      long[] arguments = ((DynamicCustomOp) operation.getOp()).iArgs();
      height = in[2] * arguments[2];
      width = in[3] * arguments[3];
    }
    multiAdds += picture.scaled((double) kernel.taps() * height * width, height, width);
    activations += picture.scaled((double) out[1] * height * width, height, width);
    // One group of a grouped convolution makes a part of its outputs.
    convolutions += type.equals(CONVOLUTION) ? (double) out[1] / kernel.outputs() : 1;
  }

  double multiAdds() {
    return multiAdds;
  }

  double activations() {
    return activations;
  }

  double convolutions() {
    return convolutions;
  }

  double peakBytes() {
    return picture.ratio() * shapes.peakBytes();
  }
}
