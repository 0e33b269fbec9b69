package org.sr4j.api.engine;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Resolution;

/**
 * A network written as a graph, with the names by which to run it.
 *
 * @param graph the SameDiff graph
 * @param inputs placeholders by name, with what the host puts there; the first is the picture
 * @param output name of the enlarged picture
 * @param auxiliaryOutputs supervised outputs beside the main one
 * @param globalMeans global means that are inputs of this graph rather than computed in it, in the
 *     order in which they can be computed; empty for a graph that pools by itself
 * @param bufferUpdates buffer name to the variable that holds its new value (training graphs)
 * @param taps marker name to variable name: {@code shallow}, {@code block.0}, {@code residual.x},
 *     {@code long_skip} (the branches of the sums); later uses of a shared block are {@code
 *     residual.x#2} and so on
 * @param parameters the arrays behind the graph's variables, by state-dict name
 * @param sizeSpecific whether the graph serves only the size it was built for
 */
public record NetworkGraph(
    SameDiff graph,
    Map<String, InputTransform> inputs,
    String output,
    List<AuxiliaryOutput> auxiliaryOutputs,
    List<GlobalMean> globalMeans,
    Map<String, String> bufferUpdates,
    Map<String, String> taps,
    Map<String, INDArray> parameters,
    boolean sizeSpecific) {

  /** The names by which an engine runs this graph. */
  public Signature signature() {
    return new Signature(inputs, output, globalMeans, taps);
  }

  /** A supervised output and the weight of its loss. */
  public record AuxiliaryOutput(String name, String variable, double lossWeight) {}

  /**
   * A global mean that the graph takes as input.
   *
   * @param input placeholder, {@code [N,C,1,1]}
   * @param source variable whose mean it is, {@code [N,C,H,W]}
   * @param resolution of the source
   */
  public record GlobalMean(String input, String source, int channels, Resolution resolution) {}
}
