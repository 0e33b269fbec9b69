package org.sr4j.layers.dl4j;

import java.util.Map;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A block's part of DL4J's flat gradient.
 *
 * <p>Only the trained part is shown to DL4J's gradient normalisation: buffers have no gradient, and
 * clipping their updates would falsify the running statistics.
 */
final class BlockGradient {

  private final BlockSignature signature;
  private final Map<String, INDArray> views;
  private final INDArray flat;

  /**
   * @param views of {@code flat}, by DL4J's parameter name
   * @param flat null for a block without parameters
   */
  BlockGradient(BlockSignature signature, Map<String, INDArray> views, INDArray flat) {
    this.signature = signature;
    this.views = views;
    this.flat = flat;
  }

  Map<String, INDArray> views() {
    return views;
  }

  /** The gradients of weights and biases by name. */
  Gradient trained() {
    Gradient gradient = new DefaultGradient();
    views.forEach(
        (key, view) -> {
          if (!signature.isBuffer(key)) {
            gradient.setGradientFor(key, view);
          }
        });
    return gradient;
  }

  /** The flat gradients of weights and biases; null if there are none. */
  INDArray trainedView() {
    long length = signature.trainedLength();
    return flat == null || length == 0
        ? null
        : flat.reshape(flat.length()).get(NDArrayIndex.interval(0, length));
  }
}
