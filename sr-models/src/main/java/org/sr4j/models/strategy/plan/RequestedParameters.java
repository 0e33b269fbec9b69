package org.sr4j.models.strategy.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.graph.ParameterSource;

/** Notes what a graph asks for and answers with arrays of one value each. */
final class RequestedParameters implements ParameterSource, AutoCloseable {

  private final Map<String, INDArray> arrays = new HashMap<>();
  private final List<String> trainable = new ArrayList<>();

  @Override
  public DataType dataType() {
    return DataType.FLOAT;
  }

  @Override
  public INDArray array(String name, ParameterSpec spec, boolean isTrainable) {
    return arrays.computeIfAbsent(
        name,
        key -> {
          if (isTrainable) {
            trainable.add(name + " " + Arrays.toString(spec.fileShape()));
          }
          long[] ones = new long[spec.memoryShape().length];
          Arrays.fill(ones, 1);
          return Nd4j.zeros(DataType.FLOAT, ones);
        });
  }

  /** Trainable parameters in the order of their first request: {@code ggas.pw.bias [64]}. */
  List<String> trainable() {
    return trainable;
  }

  @Override
  public void close() {
    arrays.values().forEach(INDArray::close);
  }
}
