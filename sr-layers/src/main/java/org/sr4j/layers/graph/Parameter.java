package org.sr4j.layers.graph;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.weights.Tensor;

/**
 * A weight or buffer: its name, what it was made from, and its array in memory layout.
 *
 * @param trainable false for buffers
 */
public record Parameter(String name, ParameterSpec spec, INDArray array, boolean trainable) {

  /** A copy of the values in file layout. */
  public Tensor toTensor() {
    float[] memory = array.dup('c').data().asFloat();
    return new Tensor(name, spec.fileShape(), spec.layout().toFile(memory, spec.fileShape()));
  }
}
