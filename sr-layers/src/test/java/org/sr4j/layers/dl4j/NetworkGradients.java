package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Gradients of a DL4J network in double beside central differences of its score. */
final class NetworkGradients {

  /**
   * Step: curvature costs step^2, rounding 1e-16 / step of the score, which may be a thousand times
   * the gradient of a deep weight.
   */
  private static final double STEP = 1e-4;

  /** Entries looked at in a network, shared among its parameters. */
  private static final int SAMPLES = 60;

  /** Smaller gradients count as zero: rounding of the score makes difference quotients of 1e-11. */
  private static final double ZERO = 1e-4;

  /** One entry of a parameter: DL4J's gradient and the difference quotient. */
  record Entry(String parameter, double backpropagated, double numeric) {}

  private NetworkGradients() {}

  /** DL4J's gradient over the difference quotient, by parameter: 1 is right. */
  static Map<String, Double> ratios(ComputationGraph net, INDArray[] inputs, INDArray labels) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    sampled(net, inputs, labels)
        .forEach(
            (name, entries) -> {
              double both = 0;
              double square = 0;
              for (Entry entry : entries) {
                both += entry.backpropagated() * entry.numeric();
                square += entry.numeric() * entry.numeric();
              }
              ratios.put(name, both / square);
            });
    return ratios;
  }

  /**
   * @param tolerance relative to the largest gradient of the parameter
   */
  static void check(ComputationGraph net, INDArray[] inputs, INDArray labels, double tolerance) {
    sampled(net, inputs, labels)
        .forEach(
            (name, entries) -> {
              double largest = ZERO;
              for (Entry entry : entries) {
                largest = Math.max(largest, Math.abs(entry.numeric()));
              }
              for (Entry entry : entries) {
                assertThat(Math.abs(entry.backpropagated() - entry.numeric()) / largest)
                    .as("relative error of %s", entry)
                    .isLessThan(tolerance);
              }
            });
  }

  private static Map<String, Entry[]> sampled(
      ComputationGraph net, INDArray[] inputs, INDArray labels) {
    MultiDataSet data = new MultiDataSet(inputs, new INDArray[] {labels});
    net.setInputs(inputs);
    net.setLabels(labels);
    net.computeGradientAndScore();
    // DL4J divides by the batch when it updates, its score is the mean over the batch.
    Map<String, INDArray> gradients = new LinkedHashMap<>();
    net.gradient()
        .gradientForVariable()
        .forEach((name, array) -> gradients.put(name, array.dup('c').divi(inputs[0].size(0))));
    Map<String, Entry[]> sampled = new LinkedHashMap<>();
    Random random = new Random(7);
    gradients.forEach(
        (name, gradient) -> {
          INDArray values = net.paramTable().get(name);
          int share = Math.max(1, SAMPLES / gradients.size());
          Entry[] entries = new Entry[(int) Math.min(share, values.length())];
          for (int i = 0; i < entries.length; i++) {
            int at = random.nextInt((int) values.length());
            double value = values.getDouble(at);
            values.putScalar(at, value + STEP);
            double above = net.score(data, true);
            values.putScalar(at, value - STEP);
            double below = net.score(data, true);
            values.putScalar(at, value);
            entries[i] = new Entry(name, gradient.getDouble(at), (above - below) / (2 * STEP));
          }
          sampled.put(name, entries);
        });
    return sampled;
  }
}
