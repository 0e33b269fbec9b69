package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Gradients of a DL4J network in double beside central differences of its score. */
public final class NetworkGradients {

  /**
   * Steps: the small one may drown in the rounding of a score a thousand times as large as the
   * gradient of a deep weight, the large one step over the kink of a rectifier. The better of the
   * two counts; a wrong gradient agrees with neither.
   */
  private static final double[] STEPS = {1e-4, 1e-6};

  /** Entries looked at in a network, shared among its parameters. */
  private static final int SAMPLES = 40;

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
  public static void check(
      ComputationGraph net, INDArray[] inputs, INDArray labels, double tolerance) {
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
    int every = (gradients.size() + SAMPLES - 1) / SAMPLES;
    int share = Math.max(1, SAMPLES / gradients.size());
    List<String> names = new ArrayList<>(gradients.keySet());
    for (int n = 0; n < names.size(); n += every) {
      String name = names.get(n);
      INDArray gradient = gradients.get(name);
      INDArray values = net.paramTable().get(name);
      Entry[] entries = new Entry[(int) Math.min(share, values.length())];
      for (int i = 0; i < entries.length; i++) {
        int at = random.nextInt((int) values.length());
        double wanted = gradient.getDouble(at);
        double best = Double.POSITIVE_INFINITY;
        for (double step : STEPS) {
          double quotient = quotient(net, data, values, at, step);
          best = Math.abs(quotient - wanted) < Math.abs(best - wanted) ? quotient : best;
        }
        entries[i] = new Entry(name, wanted, best);
      }
      sampled.put(name, entries);
    }
    return sampled;
  }

  private static double quotient(
      ComputationGraph net, MultiDataSet data, INDArray values, int at, double step) {
    double value = values.getDouble(at);
    values.putScalar(at, value + step);
    double above = net.score(data, true);
    values.putScalar(at, value - step);
    double below = net.score(data, true);
    values.putScalar(at, value);
    return (above - below) / (2 * step);
  }
}
