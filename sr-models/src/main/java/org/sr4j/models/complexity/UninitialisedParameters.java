package org.sr4j.models.complexity;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.graph.ParameterSource;

/** Arrays of the right shapes and any values, for graphs that are written but not run. */
final class UninitialisedParameters implements ParameterSource, AutoCloseable {

  private final Map<String, INDArray> arrays = new LinkedHashMap<>();
  private final Set<String> trainable = new LinkedHashSet<>();

  @Override
  public DataType dataType() {
    return DataType.FLOAT;
  }

  @Override
  public INDArray array(String name, ParameterSpec spec, boolean isTrainable) {
    if (isTrainable) {
      trainable.add(name);
    }
    return arrays.computeIfAbsent(
        name, key -> Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', spec.memoryShape()));
  }

  /** Trained values without those of mean shifts. */
  long count() {
    return trainable.stream()
        .filter(name -> !MeanShifts.own(name))
        .mapToLong(name -> arrays.get(name).length())
        .sum();
  }

  @Override
  public void close() {
    arrays.values().forEach(INDArray::close);
    arrays.clear();
  }
}
