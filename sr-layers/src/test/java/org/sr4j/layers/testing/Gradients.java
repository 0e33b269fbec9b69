package org.sr4j.layers.testing;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;

/**
 * Gradients of a scalar of a graph's output with respect to inputs and weights.
 *
 * @param graph the graph, which has got a loss
 * @param loss name of the loss
 * @param label placeholder that the loss compares the output with
 */
public record Gradients(NetworkGraph graph, String loss, String label) {

  /** {@code mean(|output - label|)}. */
  public static Gradients ofMeanAbsoluteError(NetworkGraph graph) {
    SDVariable output = graph.graph().getVariable(graph.output());
    SDVariable label = graph.graph().placeHolder("label", output.dataType(), -1, -1, -1, -1);
    return mark(graph, graph.graph().math().abs(output.sub(label)).mean());
  }

  /** {@code sum(output * label)}: smooth, and every output counts. */
  public static Gradients ofProjection(NetworkGraph graph) {
    SDVariable output = graph.graph().getVariable(graph.output());
    SDVariable label = graph.graph().placeHolder("label", output.dataType(), -1, -1, -1, -1);
    return mark(graph, output.mul(label).sum());
  }

  private static Gradients mark(NetworkGraph graph, SDVariable loss) {
    loss.markAsLoss();
    return new Gradients(graph, loss.name(), "label");
  }

  /** Gradients by name; zeros where a variable does not reach the loss. */
  public Map<String, INDArray> of(Map<String, INDArray> values, List<String> names) {
    String[] all = names.toArray(String[]::new);
    quietly(() -> graph.graph().createGradFunction(all));
    Map<String, INDArray> gradients =
        new LinkedHashMap<>(graph.graph().calculateGradients(values, all));
    for (String name : names) {
      INDArray like = values.containsKey(name) ? values.get(name) : graph.parameters().get(name);
      gradients.computeIfAbsent(name, absent -> Nd4j.zerosLike(like));
    }
    return gradients;
  }

  /** The loss itself. */
  public double loss(Map<String, INDArray> values) {
    return graph.graph().outputSingle(values, loss).getDouble(0);
  }

  /** SameDiff 1.0.0-M2.1 prints a line per differentiated operation. */
  private static void quietly(Runnable work) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(out);
    }
  }

  /** An array of the graph's type from doubles in C order. */
  public static INDArray array(NetworkGraph graph, double[] values, long... shape) {
    return Nd4j.createFromArray(values)
        .reshape(Arrays.copyOf(shape, shape.length))
        .castTo(graph.graph().getVariable(graph.output()).dataType());
  }
}
