package org.sr4j.layers.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/** A block at work as a layer of a DL4J network; made by {@link SrLayer}. */
final class BlockLayer extends AbstractLayer<SrLayer> {

  private final transient BlockRunner runner;
  private final transient BlockSignature signature;
  private transient BlockGradient gradient;
  private INDArray flatParameters;
  private Map<String, INDArray> parameters;

  BlockLayer(NeuralNetConfiguration conf, DataType type, BlockRunner runner) {
    super(conf, type);
    this.runner = runner;
    this.signature = layerConf().signature();
    this.parameters = Map.of();
    this.gradient = new BlockGradient(signature, Map.of(), null);
  }

  /**
   * @param flat this layer's part of the network's parameters; null if it has none
   * @param views of it, by name
   */
  void bind(INDArray flat, Map<String, INDArray> views) {
    flatParameters = flat;
    parameters = views;
    runner.bind(views);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    return activate(List.of(input), training, workspaces);
  }

  INDArray activate(List<INDArray> inputs, boolean training, LayerWorkspaceMgr workspaces) {
    return runner.forward(training, inputs, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Pair<Gradient, INDArray[]> result = backpropGradient(List.of(input), epsilon, workspaces);
    return new Pair<>(result.getFirst(), backpropDropOutIfPresent(result.getSecond()[0]));
  }

  Pair<Gradient, INDArray[]> backpropGradient(
      List<INDArray> inputs, INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray[] epsilons = runner.backward(inputs, epsilon, gradient.views(), workspaces);
    return new Pair<>(gradient.trained(), epsilons);
  }

  @Override
  public Type type() {
    return Type.CONVOLUTIONAL;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There is no weight noise to clear.
  }

  /** Buffers are given new values, not gradients summed over the batch. */
  @Override
  public boolean updaterDivideByMinibatch(String key) {
    return !signature.isBuffer(key);
  }

  @Override
  public double calcRegularizationScore(boolean backpropParamsOnly) {
    double score = 0;
    for (Map.Entry<String, INDArray> parameter : parameters.entrySet()) {
      List<Regularization> terms = layerConf().getRegularizationByParam(parameter.getKey());
      if (terms != null) {
        for (Regularization term : terms) {
          score += term.score(parameter.getValue(), getIterationCount(), getEpochCount());
        }
      }
    }
    return score;
  }

  @Override
  public INDArray params() {
    return flatParameters;
  }

  @Override
  public long numParams() {
    return flatParameters == null ? 0 : flatParameters.length();
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropParamsOnly) {
    return parameters;
  }

  @Override
  public INDArray getParam(String key) {
    return parameters.get(key);
  }

  @Override
  public void setParam(String key, INDArray values) {
    INDArray current = parameters.get(key);
    if (current == null || !Arrays.equals(current.shape(), values.shape())) {
      throw new GraphException(
          Problem.cannot("set the parameter")
              .at(key)
              .got(Arrays.toString(values.shape()))
              .expected(
                  current == null
                      ? "one of " + parameters.keySet()
                      : Arrays.toString(current.shape())));
    }
    current.assign(values);
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    table.forEach(this::setParam);
  }

  @Override
  public void setParams(INDArray values) {
    if (values == null || values.length() != numParams()) {
      throw new GraphException(
          Problem.cannot("set the parameters")
              .at(layerId())
              .got(values == null ? "null" : values.length() + " values")
              .expected(numParams()));
    }
    if (flatParameters != null) {
      flatParameters.assign(values.reshape(flatParameters.shape()));
    }
  }

  @Override
  public void setParamsViewArray(INDArray view) {
    bind(view, layerConf().initializer().init(conf, view, false));
  }

  /** Weights and biases only: see {@link BlockGradient}. */
  @Override
  public INDArray getGradientsViewArray() {
    return gradient.trainedView();
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray flat) {
    gradient =
        new BlockGradient(
            signature, layerConf().initializer().getGradientsFromFlattened(conf, flat), flat);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int minibatchSize) {
    if (mask != null) {
      throw new GraphException(
          Problem.cannot("mask the DL4J layer").at(layerId()).got("a mask array").expected("none"));
    }
    return super.feedForwardMaskArray(null, state, minibatchSize);
  }

  @Override
  public void close() {
    runner.close();
  }
}
