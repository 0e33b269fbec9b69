package org.sr4j.layers.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/**
 * The one owner of a network's arrays, by state-dict name. Any number of graphs bind to it: the
 * three scales of a network, its training and its inference form. Close it to free the native
 * memory.
 *
 * <p>A parameter is created, with initial values that depend on the seed and its name alone, when
 * the first graph asks for it.
 */
public final class ParameterStore implements ParameterSource, AutoCloseable {

  private final DataType dataType;
  private final long seed;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /**
   * @param dataType FLOAT, or DOUBLE for finite-difference checks
   * @param seed of the initial values
   */
  public ParameterStore(DataType dataType, long seed) {
    this.dataType = dataType;
    this.seed = seed;
  }

  @Override
  public DataType dataType() {
    return dataType;
  }

  @Override
  public INDArray array(String name, ParameterSpec spec, boolean trainable) {
    Parameter known = parameters.get(name);
    if (known == null) {
      known = new Parameter(name, spec, create(name, spec), trainable);
      parameters.put(name, known);
    } else if (!Arrays.equals(known.spec().fileShape(), spec.fileShape())
        || known.spec().layout() != spec.layout()
        || known.trainable() != trainable) {
      throw new GraphException(
          Problem.cannot("share the parameter")
              .at(name)
              .got(describe(spec, trainable))
              .expected(describe(known.spec(), known.trainable()) + " as asked for before"));
    }
    return known.array();
  }

  private static String describe(ParameterSpec spec, boolean trainable) {
    return (trainable ? "weight " : "buffer ") + spec.layout() + Arrays.toString(spec.fileShape());
  }

  private INDArray create(String name, ParameterSpec spec) {
    // Random's constructor scrambles its seed; the name's hash makes values independent of order.
    Random random = new Random(seed * 1_000_003L + name.hashCode());
    float[] file = spec.init().values(spec.elements(), random);
    return toArray(spec.layout().toMemory(file, spec.fileShape()), spec.memoryShape());
  }

  private INDArray toArray(float[] memory, long[] shape) {
    try (INDArray flat = Nd4j.createFromArray(memory)) {
      INDArray array = Nd4j.createUninitialized(dataType, shape, 'c');
      array.assign(flat.reshape(shape));
      return array;
    }
  }

  /** All parameters, in the order in which graphs asked for them. */
  public Collection<Parameter> parameters() {
    return Collections.unmodifiableCollection(parameters.values());
  }

  /** Weights without buffers. */
  public List<Parameter> trainable() {
    return parameters.values().stream().filter(Parameter::trainable).toList();
  }

  /** Number of trainable values: the papers' parameter count. */
  public long parameterCount() {
    return trainable().stream().mapToLong(p -> p.array().length()).sum();
  }

  /** A copy of all values, in file layout. */
  public Weights weights(Map<String, String> metadata) {
    return Weights.of(parameters.values().stream().map(Parameter::toTensor).toList(), metadata);
  }

  /**
   * Takes values from a file. Nothing is changed if anything does not fit.
   *
   * @throws WeightsException listing every missing, unknown and ill-shaped tensor
   */
  public void load(Weights weights) {
    load(weights, name -> false);
  }

  /**
   * The same, but for parameters that keep the values they have.
   *
   * @param kept whether the parameter of a name is none of those in the file
   */
  public void load(Weights weights, Predicate<String> kept) {
    List<String> mismatches = mismatches(weights, kept);
    if (!mismatches.isEmpty()) {
      throw new WeightsException(
          Problem.cannot("load the weights")
              .got(mismatches.size() + " mismatches: " + String.join("; ", mismatches))
              .advice("Are the weights of this network, with these options and this scale?"));
    }
    for (Parameter parameter : parameters.values()) {
      if (kept.test(parameter.name())) {
        continue;
      }
      Tensor tensor = weights.tensor(parameter.name()).orElseThrow();
      ParameterSpec spec = parameter.spec();
      float[] memory = spec.layout().toMemory(tensor.data(), spec.fileShape());
      try (INDArray values = toArray(memory, spec.memoryShape())) {
        parameter.array().assign(values);
      }
    }
  }

  private List<String> mismatches(Weights weights, Predicate<String> kept) {
    Map<String, long[]> expected = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> expected.put(name, parameter.spec().fileShape()));
    expected.keySet().removeIf(kept);
    return TensorMismatches.of(expected, weights);
  }

  @Override
  public void close() {
    for (Parameter parameter : parameters.values()) {
      if (parameter.array().closeable()) {
        parameter.array().close();
      }
    }
    parameters.clear();
  }
}
