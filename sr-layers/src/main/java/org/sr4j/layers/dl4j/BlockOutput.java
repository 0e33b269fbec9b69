package org.sr4j.layers.dl4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.Resolution;
import org.sr4j.api.graph.Size;

/**
 * What a block gives.
 *
 * @param resolution of the output relative to the first input
 * @param margin pixels by which height and width differ from that resolution: a convolution without
 *     padding loses some
 */
record BlockOutput(int channels, Resolution resolution, int margin) {

  /**
   * Runs a small picture through the graph: only that tells what becomes of its border.
   *
   * @throws GraphException if the output has other channels than the layer says
   */
  static BlockOutput measure(
      Block block, NetworkGraph graph, List<BlockInput> inputs, Feature declared) {
    Size size = block.probeSize();
    try (ArrayPool pool = new ArrayPool()) {
      Map<String, INDArray> zeros = new LinkedHashMap<>();
      for (BlockInput input : inputs) {
        long height = input.resolution().of(size.height());
        long width = input.resolution().of(size.width());
        zeros.put(input.name(), Nd4j.zeros(1, input.channels(), height, width));
      }
      Set<String> wanted = Set.of(graph.output());
      INDArray output =
          new RecyclingSession(graph.graph()).run(zeros, wanted, pool).get(graph.output());
      if (output.rank() != 4 || output.size(1) != declared.channels()) {
        throw new GraphException(
            Problem.cannot("take the output of the layer")
                .at(block.id())
                .got(Arrays.toString(output.shape()))
                .expected("[N," + declared.channels() + ",H,W] as the layer declares"));
      }
      int margin = (int) output.size(2) - declared.resolution().of(size.height());
      return new BlockOutput(declared.channels(), declared.resolution(), margin);
    }
  }

  /** Height or width of the output for that of the first input. */
  int length(long input) {
    return resolution.of(Math.toIntExact(input)) + margin;
  }
}
