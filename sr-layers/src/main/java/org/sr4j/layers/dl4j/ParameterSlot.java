package org.sr4j.layers.dl4j;

import java.util.Arrays;
import org.sr4j.layers.graph.Parameter;

/**
 * Place of a weight or buffer among DL4J's parameters.
 *
 * @param name state-dict name: {@code net.0.running_mean}
 * @param key DL4J's name: {@code net.0.running-mean}; DL4J splits names of layers and parameters at
 *     the last underscore
 * @param shape in memory order
 */
record ParameterSlot(String name, String key, long[] shape, Kind kind) {

  /** In the order in which they lie in DL4J's flat vector. */
  enum Kind {
    WEIGHT,
    BIAS,
    BUFFER
  }

  static ParameterSlot of(Parameter parameter) {
    String name = parameter.name();
    return new ParameterSlot(
        name,
        name.replace('_', '-'),
        parameter.spec().memoryShape(),
        kind(name, parameter.trainable()));
  }

  private static Kind kind(String name, boolean trainable) {
    if (!trainable) {
      return Kind.BUFFER;
    }
    return name.equals("bias") || name.endsWith(".bias") ? Kind.BIAS : Kind.WEIGHT;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSlot slot
        && name.equals(slot.name)
        && kind == slot.kind
        && Arrays.equals(shape, slot.shape);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  long length() {
    long product = 1;
    for (long size : shape) {
      product *= size;
    }
    return product;
  }
}
