package org.sr4j.models.network.detection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterSource;
import org.sr4j.layers.graph.TensorMismatches;

/**
 * The names and shapes of a network's tensors, found by writing its graph once over arrays of one
 * value each: next to nothing is allocated, whatever the size of the network.
 */
public final class ExpectedTensors {

  private final Map<String, long[]> shapes;

  private ExpectedTensors(Map<String, long[]> shapes) {
    this.shapes = shapes;
  }

  /** Those of a model at a scale. */
  public static ExpectedTensors of(Model model, int scale) {
    try (Recorder recorder = new Recorder()) {
      int multiple = model.descriptor().sizeMultiple();
      int side = (model.descriptor().minSize() + multiple - 1) / multiple * multiple;
      new GraphBuilder(recorder)
          .phase(Phase.TRAINING)
          .scale(scale)
          .lowRes(new Size(side, side))
          .build(model);
      return new ExpectedTensors(recorder.shapes);
    }
  }

  /** Every missing, unknown and ill-shaped tensor; none if the network takes the weights. */
  public List<String> mismatches(Weights weights) {
    return TensorMismatches.of(shapes, weights);
  }

  /** Notes what a graph asks for. */
  private static final class Recorder implements ParameterSource, AutoCloseable {

    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final Map<String, INDArray> arrays = new HashMap<>();

    @Override
    public DataType dataType() {
      return DataType.FLOAT;
    }

    @Override
    public INDArray array(String name, ParameterSpec spec, boolean trainable) {
      shapes.put(name, spec.fileShape());
      // A graph that is only written does not look at sizes: SameDiff infers them when it runs.
      long[] ones = new long[spec.memoryShape().length];
      Arrays.fill(ones, 1);
      return arrays.computeIfAbsent(name, key -> Nd4j.zeros(DataType.FLOAT, ones));
    }

    @Override
    public void close() {
      arrays.values().forEach(INDArray::close);
    }
  }
}
