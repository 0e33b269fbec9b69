package org.sr4j.layers.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutionalFlat;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/**
 * A registered layer of one input, or a registered network of one input, as a layer of DL4J: {@code
 * [N,C,H,W] -> [N,C',H',W']}, NCHW.
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder()
 *     .updater(new Adam(1e-3))
 *     .graphBuilder()
 *     .addInputs("in")
 *     .addLayer("head", SrLayer.of("conv2d", new Conv2d(3, 32, 3)), "in")
 *     .addLayer("dyn", SrLayer.of("dynamic-conv2d", new DynamicConv2d(32, 48, 3)), "head")
 *     .addLayer("up", SrLayer.of("pixel-shuffle", new PixelShuffle(4)), "dyn")
 *     .addLayer("loss", new CnnLossLayer.Builder(LossFunction.MSE)
 *         .activation(Activation.IDENTITY).build(), "up")
 *     .setOutputs("loss")
 *     .build();
 * }</pre>
 *
 * <p>One network takes pictures of any size. Parameters have their state-dict names, with hyphens
 * for underscores ({@code running-mean}: DL4J splits at underscores), and lie in the flat vector as
 * weights, biases, buffers, each in memory order ({@code [kH,kW,in,out]} for convolutions). Names
 * that end in {@code bias} follow DL4J's settings for biases. Buffers (running statistics) are
 * moved by every training step, whatever the updater, and are neither regularised nor clipped.
 * Settings of the network (updater, regularisation, gradient normalisation, dropout) apply; masks
 * and weight noise do not exist for feature maps.
 *
 * <p>The configuration holds the provider's id and the options as JSON text, so that whoever reads
 * it back needs the plugin on the class path.
 */
public class SrLayer extends AbstractSameDiffLayer {

  @JsonProperty("block")
  private BlockReference reference;

  private transient BlockSignatures signatures;

  /** For Jackson. */
  protected SrLayer() {}

  /**
   * @param builder names the layer
   * @throws GraphException if the layer has not exactly one input
   */
  protected SrLayer(Builder builder) {
    super(builder);
    reference = builder.reference;
    int inputs = signature().inputs().size();
    if (inputs != 1) {
      throw new GraphException(
          Problem.cannot("make a DL4J layer")
              .at(reference.id())
              .got(inputs + " inputs")
              .expected("one input")
              .advice("Use SrVertex."));
    }
    initializeConstraints(builder);
  }

  /** The layer inside a vertex, of any number of inputs. */
  SrLayer(BlockReference reference, BlockSignatures signatures) {
    this.reference = reference;
    this.signatures = signatures;
  }

  /**
   * A layer with the settings of its network.
   *
   * @param id of the layer's provider
   * @param options of the provider's type
   * @throws org.sr4j.api.error.UnknownIdException if no plugin offers such a layer
   * @throws org.sr4j.api.error.OptionsException if the options are of another layer
   * @throws GraphException if the layer has not exactly one input
   */
  public static SrLayer of(String id, Record options) {
    return builder(id, options).build();
  }

  /**
   * A whole network of one input as a layer, with the settings of the network around it.
   *
   * @param id of the model's provider
   * @param options of the provider's type
   * @param scale one of the model's factors
   * @throws org.sr4j.api.error.UnknownIdException if no plugin offers such a model, or not for this
   *     scale
   * @throws org.sr4j.api.error.OptionsException if the options are of another model
   * @throws GraphException if the model takes the bicubic picture besides
   */
  public static SrLayer ofModel(String id, Record options, int scale) {
    return new Builder(BlockReference.toModel(id, options, scale)).build();
  }

  /** As {@link #of}, with settings of its own. */
  public static Builder builder(String id, Record options) {
    return new Builder(BlockReference.toLayer(id, options));
  }

  /** The id of the layer's or model's provider. */
  public String provider() {
    return reference.id();
  }

  Block block() {
    return signatures().block();
  }

  private BlockSignatures signatures() {
    if (signatures == null) {
      signatures = new BlockSignatures(reference.resolve());
    }
    return signatures;
  }

  BlockSignature signature() {
    return signatures().declared();
  }

  /** Follows from the options, so that a configuration in a file cannot contradict them. */
  @Override
  @JsonIgnore
  public SDLayerParams getLayerParams() {
    SDLayerParams params = new SDLayerParams();
    defineParameters(params);
    return params;
  }

  @Override
  public void defineParameters(SDLayerParams params) {
    signature().define(params);
  }

  @Override
  public void initializeParameters(Map<String, INDArray> params) {
    InitialValues.assign(block(), params);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType type) {
    return type instanceof InputTypeConvolutionalFlat flat
        ? new FeedForwardToCnnPreProcessor(flat.getHeight(), flat.getWidth(), flat.getDepth())
        : null;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType type) {
    return new BlockInputs(signatures(), layerName).outputType(type);
  }

  @Override
  public IUpdater getUpdaterByParam(String key) {
    return switch (signature().kind(key)) {
      case WEIGHT -> updater;
      case BIAS -> biasUpdater == null ? updater : biasUpdater;
      case BUFFER -> new NoOp();
    };
  }

  @Override
  public List<Regularization> getRegularizationByParam(String key) {
    return switch (signature().kind(key)) {
      case WEIGHT -> regularization;
      case BIAS -> regularizationBias;
      case BUFFER -> List.of();
    };
  }

  @Override
  public BlockLayer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      boolean initialise,
      DataType type) {
    BlockRunner runner = new BlockRunner(signatures(), layerName, type);
    BlockLayer layer = new BlockLayer(conf, type, runner);
    layer.bind(view, initializer().init(conf, view, initialise));
    layer.setIndex(index);
    layer.setListeners(listeners);
    return layer;
  }

  @Override
  public SrLayer clone() {
    SrLayer copy = (SrLayer) super.clone();
    copy.updater = updater == null ? null : updater.clone();
    copy.biasUpdater = biasUpdater == null ? null : biasUpdater.clone();
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SrLayer layer
        && Objects.equals(reference, layer.reference);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Objects.hashCode(reference);
  }

  @Override
  public String toString() {
    return "SrLayer(" + layerName + ": " + reference + ")";
  }

  /** Settings of one layer; what is not set here is taken from the network. */
  @SuppressWarnings("unchecked") // build() of DL4J is generic in what it returns
  public static final class Builder extends AbstractSameDiffLayer.Builder<Builder> {

    private final BlockReference reference;

    private Builder(BlockReference reference) {
      this.reference = reference;
    }

    @Override
    public SrLayer build() {
      return new SrLayer(this);
    }
  }
}
