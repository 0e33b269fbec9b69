package org.sr4j.models.engine.nd4j;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.resample.PixelShuffle;

/** A network of three convolutions, gated by a global mean, x2. */
final class TestNetwork implements InferenceNetwork, AutoCloseable {

  /**
   * @param sizeSpecific whether the graph has the size of the picture written into it
   */
  private record Gated(boolean sizeSpecific) implements Model {

    @Override
    public ModelDescriptor descriptor() {
      return new ModelDescriptor(
          "gated",
          "Test",
          new TreeSet<>(List.of(2)),
          ColourMode.RGB,
          ValueRange.UNIT,
          1,
          3,
          3,
          TilingPolicy.GLOBAL_MEANS,
          new Paper("none", "none"));
    }

    @Override
    public Feature define(GraphScope scope, Feature lowRes) {
      Feature f = scope.apply(new Conv2d(3, 8, 3), "head", lowRes);
      Feature mean = scope.globalMean("gate", f);
      Feature gate = scope.apply(new Conv2d(8, 8, 1), "gate", mean);
      SDVariable gated = f.variable().mul(scope.graph().nn().sigmoid(gate.variable()));
      scope.auxiliaryOutput("early", f.with(gated), 0.5);
      f = scope.apply(new Conv2d(8, 12, 3), "up", f.with(gated));
      if (sizeSpecific) {
        Size size = scope.size(f);
        float[] ramp = new float[size.height() * size.width()];
        for (int i = 0; i < ramp.length; i++) {
          ramp[i] = i / (float) ramp.length;
        }
        f = f.with(f.variable().add(scope.constant(ramp, 1, 1, size.height(), size.width())));
      }
      return scope.apply(new PixelShuffle(2), "shuffle", f);
    }
  }

  final ParameterStore store = new ParameterStore(DataType.FLOAT, 5);
  private final Model model;

  TestNetwork(boolean sizeSpecific) {
    model = new Gated(sizeSpecific);
  }

  @Override
  public ModelDescriptor descriptor() {
    return model.descriptor();
  }

  @Override
  public int scale() {
    return 2;
  }

  @Override
  public Weights weights() {
    return store.weights(Map.of());
  }

  @Override
  public NetworkGraph graph(GraphRequest request) {
    return new GraphBuilder(store).phase(Phase.INFERENCE).scale(2).request(request).build(model);
  }

  @Override
  public void close() {
    store.close();
  }
}
