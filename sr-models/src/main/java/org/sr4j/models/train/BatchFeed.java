package org.sr4j.models.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.models.train.batch.Batch;
import org.sr4j.models.train.batch.BatchShape;
import org.sr4j.models.train.loss.LossGraph;
import org.sr4j.models.train.optimiser.HostCopy;

/** The placeholders of a training graph: allocated once, filled by every batch. */
final class BatchFeed implements AutoCloseable {

  private final INDArray lowRes;
  private final INDArray highRes;
  private final float range;
  private final Map<String, INDArray> placeholders = new LinkedHashMap<>();

  /**
   * @param range largest sample value of the network; batches are in {@code [0,1]}
   */
  BatchFeed(LossGraph graph, BatchShape shape, float range) {
    this.range = range;
    lowRes = Nd4j.create(DataType.FLOAT, shape.lowRes());
    highRes = Nd4j.create(DataType.FLOAT, shape.highRes());
    NetworkGraph network = graph.network();
    network
        .inputs()
        .forEach(
            (name, transform) -> {
              if (transform != InputTransform.IDENTITY) {
                throw new TrainingException(
                    Problem.cannot("train the network")
                        .at("input " + name)
                        .got(transform)
                        .expected("the low-resolution picture itself"));
              }
              placeholders.put(name, lowRes);
            });
    placeholders.put(graph.target(), highRes);
  }

  /** The placeholders' arrays by name. */
  Map<String, INDArray> placeholders() {
    return placeholders;
  }

  /** Placeholders by name, holding {@code batch}; the same arrays each time. */
  Map<String, INDArray> fill(Batch batch) {
    HostCopy.write(inRange(batch.lowRes()), 0, lowRes);
    HostCopy.write(inRange(batch.highRes()), 0, highRes);
    return placeholders;
  }

  private float[] inRange(float[] unit) {
    if (range == 1) {
      return unit;
    }
    float[] scaled = new float[unit.length];
    for (int i = 0; i < unit.length; i++) {
      scaled[i] = unit[i] * range;
    }
    return scaled;
  }

  @Override
  public void close() {
    lowRes.close();
    highRes.close();
  }
}
