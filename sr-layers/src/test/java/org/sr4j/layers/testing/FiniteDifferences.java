package org.sr4j.layers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.Parameter;
import org.sr4j.layers.graph.ParameterStore;

/**
 * Gradients of a graph in double against central differences of a random projection of its output,
 * {@code (L(v + e) - L(v - e)) / 2e}, at sampled entries of every weight and input.
 */
public final class FiniteDifferences {

  private static final double EPSILON = 1e-6;

  /**
   * Rounding, for outputs of about 1: the loss sums hundreds of products that each carry the
   * rounding of a whole network, together some 1e-14, over a difference of 2 EPSILON. Measured: up
   * to 1.2e-8, and 3.9e-6 for a network whose range is 255.
   */
  private static final double ROUNDING = 3e-8;

  /** Gradients below this part of a tensor's largest one are compared with that part. */
  private static final double FLOOR = 1e-3;

  /** Entries that are compared in all, and at most in one tensor. */
  private static final int SAMPLES = 120;

  private static final int SAMPLES_OF_TENSOR = 6;

  private final ParameterStore store;
  private final NetworkGraph graph;
  private final Map<String, INDArray> values = new LinkedHashMap<>();
  private final Random random = new Random(11);
  private double rounding;

  private FiniteDifferences(ParameterStore store, NetworkGraph graph, Size size, int scale) {
    this.store = store;
    this.graph = graph;
    graph
        .inputs()
        .forEach(
            (input, transform) -> {
              int factor = transform == InputTransform.BICUBIC ? scale : 1;
              SDVariable variable = graph.graph().getVariable(input);
              if (isUsed(variable)) {
                long channels = variable.placeholderShape()[1];
                values.put(
                    input, randomArray(2, channels, size.height() * factor, size.width() * factor));
              }
            });
    // Initial zeros and ones would hide wrong gradients.
    for (Parameter parameter : store.parameters()) {
      try (INDArray noise = randomArray(parameter.array().shape()).muli(0.1)) {
        parameter.array().addi(noise);
      }
    }
  }

  /** Checks a layer at batch 2. */
  public static void check(Layer layer, List<Integer> channels, Size size, double tolerance) {
    try (ParameterStore store = new ParameterStore(DataType.DOUBLE, 5)) {
      NetworkGraph graph =
          new GraphBuilder(store).phase(Phase.TRAINING).lowRes(size).build(layer, channels);
      new FiniteDifferences(store, graph, size, 1).run(tolerance);
    }
  }

  /** Checks a network at batch 2; enlargements that the host makes are inputs of their own. */
  public static void check(Model model, int scale, Size size, double tolerance) {
    check(model, scale, Map.of(), size, tolerance);
  }

  /** The same for a network with strategies, by id. */
  public static void check(
      Model model, int scale, Map<String, Strategy> strategies, Size size, double tolerance) {
    try (ParameterStore store = new ParameterStore(DataType.DOUBLE, 5)) {
      NetworkGraph graph =
          new GraphBuilder(store)
              .phase(Phase.TRAINING)
              .scale(scale)
              .strategies(strategies)
              .lowRes(size)
              .build(model);
      new FiniteDifferences(store, graph, size, scale).run(tolerance);
    }
  }

  /** Networks on the enlarged picture need not read the picture itself. */
  private static boolean isUsed(SDVariable variable) {
    List<String> readers =
        variable.getSameDiff().getVariables().get(variable.name()).getInputsForOp();
    return readers != null && !readers.isEmpty();
  }

  private void run(double tolerance) {
    Gradients gradients = Gradients.ofProjection(graph);
    INDArray output = graph.graph().outputSingle(values, graph.output());
    rounding = ROUNDING * Math.max(1, 2 * output.ameanNumber().doubleValue());
    List<String> names = new ArrayList<>(values.keySet());
    store.trainable().forEach(p -> names.add(p.name()));
    values.put(gradients.label(), randomArray(output.shape()));
    Map<String, INDArray> got = gradients.of(values, names);
    for (String name : names) {
      INDArray variable = values.containsKey(name) ? values.get(name) : parameter(name);
      int samples = Math.max(1, Math.min(SAMPLES_OF_TENSOR, SAMPLES / names.size()));
      compare(gradients, name, variable, got.get(name), samples, tolerance);
    }
  }

  private INDArray parameter(String name) {
    return graph.parameters().get(name);
  }

  private void compare(
      Gradients gradients,
      String name,
      INDArray variable,
      INDArray gradient,
      int samples,
      double tolerance) {
    double largest = gradient.amaxNumber().doubleValue();
    for (int sample = 0; sample < samples; sample++) {
      long index = random.nextInt((int) variable.length());
      double value = variable.getDouble(index);
      variable.putScalar(index, value + EPSILON);
      double above = gradients.loss(values);
      variable.putScalar(index, value - EPSILON);
      double below = gradients.loss(values);
      variable.putScalar(index, value);
      double expected = (above - below) / (2 * EPSILON);
      double analytic = gradient.getDouble(index);
      double scale = Math.max(FLOOR * largest, Math.max(Math.abs(expected), Math.abs(analytic)));
      assertThat(Math.abs(expected - analytic))
          .as("gradient of %s[%d]: %s, by differences %s", name, index, analytic, expected)
          .isLessThanOrEqualTo(tolerance * scale + rounding);
    }
  }

  private INDArray randomArray(long... shape) {
    int length = 1;
    for (long size : shape) {
      length *= (int) size;
    }
    double[] data = random.doubles(length, -1, 1).toArray();
    return Nd4j.createFromArray(data).reshape(shape);
  }
}
