package org.sr4j.models.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.layers.graph.Parameter;
import org.sr4j.models.network.Network;

/**
 * How far, in low-resolution pixels, a change of one input pixel reaches in a network's output,
 * with global means held fixed.
 *
 * <p>Measured in double, with a change so large that what is left of it at the end of the farthest
 * path is more than rounding; with all weights positive, so that nothing is rectified away, and
 * with weights of both signs, so that no gate is open to the limit from the start.
 */
final class ReceptiveField {

  private static final double CHANGE = 1e30;

  /** Pixels beyond the described radius in which a farther reach would show. */
  private static final int MARGIN = 3;

  private final Subject subject;
  private final NetworkGraph graph;
  private final int side;
  private final Map<String, INDArray> values = new LinkedHashMap<>();
  private final double[] unchanged;

  private ReceptiveField(Subject subject, Network network) {
    this.subject = subject;
    Random random = new Random(3);
    int multiple = subject.descriptor().sizeMultiple();
    int wanted =
        Math.max(
            2 * (subject.descriptor().receptiveRadius() + MARGIN) + multiple,
            subject.descriptor().minSize());
    side = (wanted + multiple - 1) / multiple * multiple;
    boolean means = subject.descriptor().tiling() == TilingPolicy.GLOBAL_MEANS;
    graph =
        network.graph(new GraphRequest(BatchForm.SINGLE, means, Optional.of(new Size(side, side))));
    subject
        .inputs(graph.signature(), 1, new Size(side, side), 5)
        .forEach(
            (name, tensor) ->
                values.put(
                    name,
                    Nd4j.createFromArray(tensor.data())
                        .reshape(tensor.shape())
                        .castTo(DataType.DOUBLE)));
    for (NetworkGraph.GlobalMean mean : graph.globalMeans()) {
      double[] drawn = random.doubles(mean.channels(), 0.1, 1).toArray();
      values.put(mean.input(), Nd4j.createFromArray(drawn).reshape(1, mean.channels(), 1, 1));
    }
    unchanged = output();
  }

  /** The farthest reach over all scales of a network. */
  static int measure(Subject subject) {
    return subject
        .everyScale()
        .mapToInt(
            s -> {
              try (Network network = s.network(DataType.DOUBLE, 1)) {
                int signed = new ReceptiveField(s, network).reach();
                for (Parameter parameter : network.store().trainable()) {
                  parameter.array().assign(Transforms.abs(parameter.array()).addi(1e-3));
                }
                return Math.max(signed, new ReceptiveField(s, network).reach());
              }
            })
        .max()
        .orElseThrow();
  }

  private int reach() {
    int multiple = subject.descriptor().sizeMultiple();
    int centre = side / 2 / multiple * multiple;
    int reach = 0;
    for (Map.Entry<String, InputTransform> input : graph.inputs().entrySet()) {
      boolean enlarged = input.getValue() == InputTransform.BICUBIC;
      // Pixels of one cell can reach differently far.
      int phases = enlarged ? subject.scale() : multiple;
      for (int phase = 0; phase < phases; phase++) {
        int pixel = enlarged ? centre * subject.scale() + phase : centre + phase;
        int lowResPixel = enlarged ? centre : pixel;
        reach = Math.max(reach, reachOf(values.get(input.getKey()), pixel, lowResPixel));
      }
    }
    return reach;
  }

  private int reachOf(INDArray input, int pixel, int lowResPixel) {
    double[] before = new double[(int) input.size(1)];
    for (int c = 0; c < before.length; c++) {
      before[c] = input.getDouble(0, c, pixel, pixel);
      input.putScalar(new int[] {0, c, pixel, pixel}, CHANGE);
    }
    double[] changed = output();
    for (int c = 0; c < before.length; c++) {
      input.putScalar(new int[] {0, c, pixel, pixel}, before[c]);
    }
    int width = side * subject.scale();
    int reach = 0;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] != unchanged[i]) {
        int x = i % width / subject.scale();
        int y = i / width % width / subject.scale();
        reach = Math.max(reach, Math.max(Math.abs(x - lowResPixel), Math.abs(y - lowResPixel)));
      }
    }
    return reach;
  }

  private double[] output() {
    return graph.graph().outputSingle(values, graph.output()).dup('c').data().asDouble();
  }
}
