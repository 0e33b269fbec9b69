package org.sr4j.models.program.lowering;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;

/** A layer by itself, as engines see networks. Its inputs are {@code x0, x1, ...}. */
public final class LayerNetwork implements InferenceNetwork, AutoCloseable {

  private final ParameterStore store = new ParameterStore(DataType.FLOAT, 5);
  private final Layer layer;
  private final List<Integer> channels;
  private final int multiple;
  private final int least;

  public LayerNetwork(Layer layer, List<Integer> channels) {
    this(layer, channels, 1, 1);
  }

  /**
   * @param multiple what height and width must be multiples of
   * @param least height and width
   */
  public LayerNetwork(Layer layer, List<Integer> channels, int multiple, int least) {
    this.layer = layer;
    this.channels = channels;
    this.multiple = multiple;
    this.least = least;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "layer",
        "Test",
        new TreeSet<>(List.of(1)),
        ColourMode.RGB,
        ValueRange.UNIT,
        multiple,
        least,
        1,
        TilingPolicy.WHOLE,
        new Paper("none", "none"));
  }

  @Override
  public int scale() {
    return 1;
  }

  @Override
  public Weights weights() {
    return store.weights(Map.of());
  }

  @Override
  public NetworkGraph graph(GraphRequest request) {
    return new GraphBuilder(store).phase(Phase.INFERENCE).request(request).build(layer, channels);
  }

  @Override
  public void close() {
    store.close();
  }
}
