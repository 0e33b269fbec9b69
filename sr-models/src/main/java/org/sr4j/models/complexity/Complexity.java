package org.sr4j.models.complexity;

import java.util.Map;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.model.Model;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.layers.graph.GraphBuilder;

/**
 * What a network costs, by the convention of the field's papers (Ahn et al. 2018, CARN): for one
 * picture that is 1280x720 <em>after</em> enlarging. Mean shifts (the fixed or trained 1x1
 * convolutions {@code sub_mean} and {@code add_mean}) are no part of any count.
 *
 * @param parameters trained values; running statistics of normalisations are not trained
 * @param multiAdds multiplications with convolution weights: {@code sum (Cin / groups) * Cout * kh
 *     * kw * Hout * Wout}; without biases, activations, fixed filters, host-side bicubic. Shared
 *     weights count in each use; a transposed convolution counts at its output's size; a dynamic
 *     convolution counts the aggregated kernel once
 * @param activations values that convolutions put out
 * @param peakBytes memory of the feature maps in float32 at the moment when it is largest, for the
 *     whole picture without tiles; see {@link
 *     org.sr4j.models.engine.nd4j.InferredShapes#peakBytes()}
 * @param convolutions number of convolutions in one pass; a grouped one counts once
 */
public record Complexity(
    long parameters, long multiAdds, long activations, long peakBytes, int convolutions) {

  /** Width of the enlarged picture that counts are for. */
  public static final int OUTPUT_WIDTH = 1280;

  /** Height of the enlarged picture that counts are for. */
  public static final int OUTPUT_HEIGHT = 720;

  /** The complexity of a network without strategies. */
  public static Complexity of(Model model, int scale) {
    return of(model, scale, Map.of());
  }

  /**
   * Derived from the network's inference graph, which is written but not run.
   *
   * @param strategies by id, in the order in which they act
   */
  public static Complexity of(Model model, int scale, Map<String, Strategy> strategies) {
    StandardPicture picture = StandardPicture.of(model.descriptor(), scale);
    try (UninitialisedParameters parameters = new UninitialisedParameters()) {
      NetworkGraph graph = graph(model, scale, strategies, picture, parameters);
      ConvolutionCount count = new ConvolutionCount(graph, picture, scale);
      return new Complexity(
          parameters.count(),
          Math.round(count.multiAdds()),
          Math.round(count.activations()),
          Math.round(count.peakBytes()),
          (int) Math.round(count.convolutions()));
    }
  }

  /**
   * Values that are left of a strategy's parameters in inference, its normalisations folded into
   * the convolutions before them.
   *
   * @param strategies by id, in the order in which they act
   * @param id of the one whose parameters are counted
   */
  public static long foldedParameters(
      Model model, int scale, Map<String, Strategy> strategies, String id) {
    StandardPicture picture = StandardPicture.of(model.descriptor(), scale);
    try (UninitialisedParameters parameters = new UninitialisedParameters()) {
      NetworkGraph graph = graph(model, scale, strategies, picture, parameters);
      return FoldedCount.of(
          graph, picture.inputShapes(graph, scale), name -> name.startsWith(id + "."));
    }
  }

  private static NetworkGraph graph(
      Model model,
      int scale,
      Map<String, Strategy> strategies,
      StandardPicture picture,
      UninitialisedParameters parameters) {
    return new GraphBuilder(parameters)
        .phase(Phase.INFERENCE)
        .batch(BatchForm.SINGLE)
        .scale(scale)
        .strategies(strategies)
        .lowRes(picture.size())
        .build(model);
  }
}
