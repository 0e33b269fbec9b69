package org.sr4j.layers.dl4j;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.params.SameDiffParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/** A block at work as a vertex of a DL4J network; made by {@link SrVertex}. */
@SuppressWarnings("overrides") // setInputs of DL4J: an array there, varargs in its interface
final class BlockVertex extends BaseGraphVertex {

  private final SrVertex configuration;
  private final transient BlockRunner runner;
  private transient BlockGradient gradient;
  private INDArray flatParameters;
  private Map<String, INDArray> parameters = Map.of();

  BlockVertex(
      SrVertex configuration,
      ComputationGraph graph,
      String name,
      int index,
      DataType type,
      BlockRunner runner) {
    super(graph, name, index, null, null, type);
    this.configuration = configuration;
    this.runner = runner;
    this.gradient = new BlockGradient(configuration.signature(), Map.of(), null);
  }

  /**
   * @param flat this vertex's part of the network's parameters; null if it has none
   */
  void bind(INDArray flat, boolean initialise) {
    flatParameters = flat;
    parameters = views(flat);
    if (initialise) {
      configuration.initializeParameters(parameters);
    }
    runner.bind(parameters);
  }

  private Map<String, INDArray> views(INDArray flat) {
    return SameDiffParamInitializer.getInstance()
        .subsetAndReshape(
            configuration.getVertexParams().getParameterKeys(),
            configuration.getVertexParams().getParamShapes(),
            flat,
            null,
            configuration);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    return runner.forward(training, List.of(inputs), workspaces);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray[] epsilons = runner.backward(List.of(inputs), epsilon, gradient.views(), workspaces);
    return new Pair<>(gradient.trained(), epsilons);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray flat) {
    gradient = new BlockGradient(configuration.signature(), views(flat), flat);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatchSize) {
    if (masks != null) {
      for (INDArray mask : masks) {
        if (mask != null) {
          throw new GraphException(
              Problem.cannot("mask the DL4J vertex")
                  .at(vertexName)
                  .got("a mask array")
                  .expected("none"));
        }
      }
    }
    return new Pair<>(null, state);
  }

  @Override
  public boolean updaterDivideByMinibatch(String key) {
    return !configuration.signature().isBuffer(key);
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public TrainingConfig getConfig() {
    return configuration;
  }

  @Override
  public INDArray params() {
    return flatParameters;
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return parameters;
  }

  /** Weights and biases only: see {@link BlockGradient}. */
  @Override
  public INDArray getGradientsViewArray() {
    return gradient.trainedView();
  }

  @Override
  public String toString() {
    return "SrVertex(" + vertexName + ": " + configuration.id() + ")";
  }
}
