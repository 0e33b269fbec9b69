package org.sr4j.models.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.program.onnx.OnnxWriter;
import org.sr4j.models.weights.WeightsMetadata;

/**
 * A model built for a scale, with strategies and weights. Owns the arrays of its weights: close it.
 *
 * <p>All its graphs, of training and inference, are over one {@link ParameterStore}.
 */
public final class Network implements InferenceNetwork, AutoCloseable {

  private final Model model;
  private final Map<String, Strategy> strategies;
  private final NetworkIdentity identity;
  private final ParameterStore store;
  private final ModelDescriptor descriptor;

  /**
   * @param strategies by id, in the order in which they act
   * @param identity what the weights' files say
   * @param dataType FLOAT, or DOUBLE for finite-difference checks
   * @param seed of the initial weights
   */
  Network(
      Model model,
      Map<String, Strategy> strategies,
      NetworkIdentity identity,
      DataType dataType,
      long seed) {
    this.model = model;
    this.strategies = Collections.unmodifiableMap(new LinkedHashMap<>(strategies));
    this.identity = identity;
    this.store = new ParameterStore(dataType, seed);
    List<Hooks> opened = new ArrayList<>();
    // Parameters come to be when a graph asks for them; the training graph asks for all.
    trainingGraph(smallestSize(), noting(opened));
    this.descriptor = described(opened.stream().mapToInt(Hooks::widening).sum());
  }

  /** The model's descriptor, with what strategies change of how it can be tiled. */
  private ModelDescriptor described(int widening) {
    ModelDescriptor own = model.descriptor().widenedBy(widening);
    boolean pools =
        !strategies.isEmpty()
            && own.tiling() == TilingPolicy.LOCAL
            && !graph(GraphRequest.TILES.withSize(smallestSize())).globalMeans().isEmpty();
    return pools ? own.tiledBy(TilingPolicy.GLOBAL_MEANS) : own;
  }

  private Map<String, Strategy> noting(List<Hooks> opened) {
    Map<String, Strategy> noted = new LinkedHashMap<>();
    strategies.forEach(
        (id, strategy) ->
            noted.put(
                id,
                scope -> {
                  Hooks hooks = strategy.open(scope);
                  opened.add(hooks);
                  return hooks;
                }));
    return noted;
  }

  /** A size that the model accepts, for graphs that are written only to learn about them. */
  public Size smallestSize() {
    int side = model.descriptor().minSize();
    int multiple = model.descriptor().sizeMultiple();
    int rounded = (side + multiple - 1) / multiple * multiple;
    return new Size(rounded, rounded);
  }

  public Model model() {
    return model;
  }

  /** The model's, with the receptive radius and the global means that strategies give it. */
  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public int scale() {
    return identity.scale();
  }

  /** With every option, in the order in which they act. */
  public List<StrategySpec> strategies() {
    return identity.strategies();
  }

  /** Whether a parameter or buffer of this name is a strategy's, not the model's own. */
  public boolean isOfStrategy(String parameter) {
    return strategies.keySet().stream().anyMatch(id -> parameter.startsWith(id + "."));
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
    return trainingGraph(lowRes, strategies);
  }

  private NetworkGraph trainingGraph(Size lowRes, Map<String, Strategy> acting) {
    return new GraphBuilder(store)
        .phase(Phase.TRAINING)
        .scale(scale())
        .strategies(acting)
        .lowRes(lowRes)
        .build(model);
  }

  @Override
  public NetworkGraph graph(GraphRequest request) {
    return new GraphBuilder(store)
        .phase(Phase.INFERENCE)
        .scale(scale())
        .strategies(strategies)
        .request(request)
        .build(model);
  }

  /** A copy of the weights, with metadata that says what network they are of. */
  @Override
  public Weights weights() {
    return store.weights(identity.metadata());
  }

  /**
   * Takes weights from a file.
   *
   * @throws WeightsException if they say that they are of another model, scale, options or
   *     strategies, or listing everything that does not fit
   */
  public void load(Weights weights) {
    identity.checkHost(weights);
    Optional<List<StrategySpec>> said =
        WeightsMetadata.of(weights).map(WeightsMetadata::strategies);
    if (!identity.absentStrategies(weights).isEmpty() && said.isPresent()) {
      throw identity.otherStrategies(said.get());
    }
    store.load(weights);
  }

  /**
   * Takes weights of this network, or of this network with fewer or no strategies: parameters of a
   * strategy that the weights do not have keep their values. So a trained network gets a strategy.
   *
   * @return ids of the strategies of which the weights hold nothing
   * @throws WeightsException as {@link #load}
   */
  public Set<String> startFrom(Weights weights) {
    identity.checkHost(weights);
    Set<String> absent = identity.absentStrategies(weights);
    store.load(
        weights, name -> absent.stream().anyMatch(strategy -> name.startsWith(strategy + ".")));
    return absent;
  }

  /**
   * Writes the network with its weights as an ONNX file.
   *
   * @throws org.sr4j.api.error.GraphException if the network cannot be lowered to a program, or
   *     needs the size of pictures and none is given
   * @throws WeightsException if the file cannot be written
   */
  public void toOnnx(Path file, ProgramExport how) {
    OnnxWriter.write(how.program(this), file);
  }

  @Override
  public void close() {
    store.close();
  }
}
