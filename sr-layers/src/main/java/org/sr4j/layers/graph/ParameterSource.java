package org.sr4j.layers.graph;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.graph.ParameterSpec;

/** Where a graph's weights and buffers live. */
public interface ParameterSource {

  DataType dataType();

  /**
   * The array of a parameter, in memory layout; asked again under one name it returns the same
   * array.
   *
   * @param trainable false for buffers
   */
  INDArray array(String name, ParameterSpec spec, boolean trainable);
}
