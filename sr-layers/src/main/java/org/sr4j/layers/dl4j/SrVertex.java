package org.sr4j.layers.dl4j;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A registered layer of any number of inputs, or a whole registered network, as one vertex of a
 * {@code ComputationGraph}: {@code [N,C,H,W] -> [N,C',H',W']}, NCHW.
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder()
 *     .updater(new Adam(1e-3))
 *     .graphBuilder()
 *     .addInputs("in")
 *     .addVertex("net", SrVertex.ofModel("dyconvsr", options, 2), "in")
 *     .addLayer("loss", new CnnLossLayer.Builder(LossFunction.MSE)
 *         .activation(Activation.IDENTITY).build(), "net")
 *     .setOutputs("loss")
 *     .build();
 * }</pre>
 *
 * <p>What {@link SrLayer} says of parameters, buffers, picture sizes and settings holds here too,
 * but for dropout, which DL4J knows for layers only. A network takes and gives samples in its
 * descriptor's range; a network that wants the bicubically enlarged picture besides (SRCNN, VDSR)
 * takes it as its second input. Supervised auxiliary outputs are not exposed.
 *
 * <p>DL4J's transfer learning freezes and replaces layers, not vertices: it wants {@link
 * SrLayer#ofModel}.
 */
public class SrVertex extends SameDiffVertex {

  @JsonProperty("block")
  private BlockReference reference;

  private transient BlockSignatures signatures;

  /** For Jackson. */
  protected SrVertex() {}

  private SrVertex(BlockReference reference) {
    this.reference = reference;
    signatures();
  }

  /**
   * A layer as a vertex.
   *
   * @param id of the layer's provider
   * @param options of the provider's type
   * @throws org.sr4j.api.error.UnknownIdException if no plugin offers such a layer
   * @throws org.sr4j.api.error.OptionsException if the options are of another layer
   */
  public static SrVertex ofLayer(String id, Record options) {
    return new SrVertex(BlockReference.toLayer(id, options));
  }

  /**
   * A network as a vertex.
   *
   * @param id of the model's provider
   * @param options of the provider's type
   * @param scale one of the model's factors
   * @throws org.sr4j.api.error.UnknownIdException if no plugin offers such a model, or not for this
   *     scale
   * @throws org.sr4j.api.error.OptionsException if the options are of another model
   */
  public static SrVertex ofModel(String id, Record options, int scale) {
    return new SrVertex(BlockReference.toModel(id, options, scale));
  }

  /** The id of the layer's or model's provider. */
  public String provider() {
    return reference.id();
  }

  private BlockSignatures signatures() {
    if (signatures == null) {
      signatures = new BlockSignatures(reference.resolve());
    }
    return signatures;
  }

  private BlockSignature signature() {
    return signatures().declared();
  }

  /** Follows from the options, so that a configuration in a file cannot contradict them. */
  @Override
  @JsonIgnore
  public SDVertexParams getVertexParams() {
    SDVertexParams params = new SDVertexParams();
    defineParametersAndInputs(params);
    return params;
  }

  @Override
  public void defineParametersAndInputs(SDVertexParams params) {
    signature().define(params);
    params.defineInputs(signature().inputs().stream().map(BlockInput::name).toArray(String[]::new));
  }

  @Override
  public void initializeParameters(Map<String, INDArray> params) {
    InitialValues.assign(signatures().block(), params);
  }

  /**
   * Not used: DL4J would call it to build the graph whose gradients it doubles.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public SDVariable defineVertex(
      SameDiff graph,
      Map<String, SDVariable> inputs,
      Map<String, SDVariable> parameters,
      Map<String, SDVariable> masks) {
    throw new UnsupportedOperationException("SrVertex writes its own graphs");
  }

  @Override
  public int minVertexInputs() {
    return signature().inputs().size();
  }

  @Override
  public int maxVertexInputs() {
    return signature().inputs().size();
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... types) {
    return new BlockInputs(signatures(), getLayerName()).outputType(types);
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray view,
      boolean initialise,
      DataType type) {
    setName(name);
    SrLayer layer = new SrLayer(reference, signatures());
    layer.setLayerName(name);
    layer.setUpdater(updater);
    layer.setBiasUpdater(biasUpdater);
    layer.setRegularization(regularization);
    layer.setRegularizationBias(regularizationBias);
    layer.setGradientNormalization(gradientNormalization);
    layer.setGradientNormalizationThreshold(gradientNormalizationThreshold);
    NeuralNetConfiguration conf = graph.getConfiguration().getDefaultConfiguration().clone();
    conf.clearVariables();
    conf.setLayer(layer);
    BlockLayer running = layer.instantiate(conf, null, index, view, initialise, type);
    return new BlockVertex(graph, name, index, running, type);
  }

  @Override
  public GraphVertex clone() {
    SrVertex copy = new SrVertex(reference);
    copy.signatures = signatures;
    copy.setName(getLayerName());
    copy.regularization = regularization;
    copy.regularizationBias = regularizationBias;
    copy.updater = updater == null ? null : updater.clone();
    copy.biasUpdater = biasUpdater == null ? null : biasUpdater.clone();
    copy.gradientNormalization = gradientNormalization;
    copy.gradientNormalizationThreshold = gradientNormalizationThreshold;
    copy.dataType = dataType;
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SrVertex vertex
        && super.equals(other)
        && Objects.equals(reference, vertex.reference);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Objects.hashCode(reference);
  }

  @Override
  public String toString() {
    return "SrVertex(" + getLayerName() + ": " + reference + ")";
  }
}
