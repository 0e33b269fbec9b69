package org.sr4j.models.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;

/**
 * A model built for a scale, with strategies and weights. Owns the arrays of its weights: close it.
 *
 * <p>All its graphs, of training and inference, are over one {@link ParameterStore}.
 */
public final class Network implements InferenceNetwork, AutoCloseable {

  private final Model model;
  private final int scale;
  private final Map<String, Strategy> strategies;
  private final Map<String, String> metadata;
  private final ParameterStore store;
  private final UnaryOperator<String> complete;

  /**
   * @param strategies by id, in the order in which they act
   * @param metadata what the weights' files say of model, options and scale
   * @param dataType FLOAT, or DOUBLE for finite-difference checks
   * @param seed of the initial weights
   * @param complete gives options in JSON the defaults of those that they do not name: weights may
   *     be older than an option
   */
  Network(
      Model model,
      int scale,
      Map<String, Strategy> strategies,
      Map<String, String> metadata,
      DataType dataType,
      long seed,
      UnaryOperator<String> complete) {
    this.complete = complete;
    this.model = model;
    this.scale = scale;
    this.strategies = new LinkedHashMap<>(strategies);
    this.metadata = new LinkedHashMap<>(metadata);
    this.store = new ParameterStore(dataType, seed);
    // Parameters come to be when a graph asks for them; the training graph asks for all.
    trainingGraph(smallestSize());
  }

  /** A size that the model accepts, for graphs that are written only to learn about them. */
  public Size smallestSize() {
    ModelDescriptor descriptor = descriptor();
    int side = descriptor.minSize();
    int multiple = descriptor.sizeMultiple();
    int rounded = (side + multiple - 1) / multiple * multiple;
    return new Size(rounded, rounded);
  }

  public Model model() {
    return model;
  }

  @Override
  public ModelDescriptor descriptor() {
    return model.descriptor();
  }

  @Override
  public int scale() {
    return scale;
  }

  public ParameterStore store() {
    return store;
  }

  /** Number of trainable values. */
  public long parameterCount() {
    return store.parameterCount();
  }

  /** The graph to train on; {@code lowRes} is the size of the low-resolution patches. */
  public NetworkGraph trainingGraph(Size lowRes) {
    return new GraphBuilder(store)
        .phase(Phase.TRAINING)
        .scale(scale)
        .strategies(strategies)
        .lowRes(lowRes)
        .build(model);
  }

  @Override
  public NetworkGraph graph(GraphRequest request) {
    return new GraphBuilder(store)
        .phase(Phase.INFERENCE)
        .scale(scale)
        .strategies(strategies)
        .request(request)
        .build(model);
  }

  /** A copy of the weights, with metadata that says what network they are of. */
  @Override
  public Weights weights() {
    return store.weights(metadata);
  }

  /**
   * Takes weights from a file.
   *
   * @throws WeightsException if they say that they are of another model, scale or options, or
   *     listing everything that does not fit
   */
  public void load(Weights weights) {
    for (String key : List.of(Weights.MODEL, Weights.SCALE, Weights.OPTIONS)) {
      String said = weights.metadata().get(key);
      // Tensors may fit all the same: an option need not show in the shapes.
      if (said != null && !said.equals(metadata.get(key)) && !sameOptions(key, said)) {
        throw new WeightsException(
            Problem.cannot("load the weights")
                .at(key)
                .got("weights of " + said)
                .expected(metadata.get(key)));
      }
    }
    store.load(weights);
  }

  private boolean sameOptions(String key, String said) {
    try {
      return key.equals(Weights.OPTIONS) && complete.apply(said).equals(metadata.get(key));
    } catch (OptionsException e) {
      return false;
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
