package org.sr4j.models.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.data.patch.PatchBatch;
import org.sr4j.models.train.batch.BatchShape;
import org.sr4j.models.train.batch.BicubicPatches;
import org.sr4j.models.train.loss.LossGraph;
import org.sr4j.models.train.optimiser.HostCopy;

/** The placeholders of a training graph: allocated once, filled by every batch. */
final class BatchFeed implements AutoCloseable {

  private final INDArray lowRes;
  private final INDArray highRes;

  /** The bicubic enlargement; null for a network that does not take it. */
  private final INDArray enlarged;

  private final Map<String, INDArray> placeholders = new LinkedHashMap<>();

  BatchFeed(LossGraph graph, BatchShape shape) {
    lowRes = Nd4j.create(DataType.FLOAT, shape.lowRes());
    highRes = Nd4j.create(DataType.FLOAT, shape.highRes());
    NetworkGraph network = graph.network();
    enlarged =
        network.inputs().containsValue(InputTransform.BICUBIC)
            ? Nd4j.create(DataType.FLOAT, shape.highRes())
            : null;
    network
        .inputs()
        .forEach(
            (name, transform) ->
                placeholders.put(name, transform == InputTransform.BICUBIC ? enlarged : lowRes));
    placeholders.put(graph.target(), highRes);
  }

  /** The placeholders' arrays by name. */
  Map<String, INDArray> placeholders() {
    return placeholders;
  }

  /** Placeholders by name, holding {@code batch}; the same arrays each time. */
  Map<String, INDArray> fill(PatchBatch batch) {
    HostCopy.write(batch.lowRes(), 0, lowRes);
    HostCopy.write(batch.highRes(), 0, highRes);
    if (enlarged != null) {
      HostCopy.write(BicubicPatches.of(batch), 0, enlarged);
    }
    return placeholders;
  }

  @Override
  public void close() {
    lowRes.close();
    highRes.close();
    if (enlarged != null) {
      enlarged.close();
    }
  }
}
