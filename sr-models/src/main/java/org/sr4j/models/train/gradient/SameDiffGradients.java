package org.sr4j.models.train.gradient;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients by SameDiff's own session: slow, and memory is freed by the garbage collector only. */
public final class SameDiffGradients implements GradientSource {

  private final SameDiff graph;
  private final List<String> outputs;
  private final List<String> parameters;

  /**
   * @param graph with its loss variable set
   * @param outputs variables wanted
   * @param parameters whose gradients are wanted
   */
  public SameDiffGradients(SameDiff graph, List<String> outputs, List<String> parameters) {
    this.graph = graph;
    this.outputs = outputs;
    this.parameters = parameters;
    PrintStream out = System.out;
    // createGradFunction prints a line per operation.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      graph.createGradFunction();
    } finally {
      System.setOut(out);
    }
  }

  @Override
  public Evaluation evaluate(Map<String, INDArray> inputs) {
    OutAndGrad result = graph.calculateGradientsAndOutputs(inputs, outputs, parameters);
    return new Evaluation(result.getOutputs(), result.getGradients());
  }

  @Override
  public void close() {
    // SameDiff's sessions own nothing that can be closed.
  }
}
