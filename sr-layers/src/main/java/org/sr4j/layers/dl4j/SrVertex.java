package org.sr4j.layers.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * A registered layer of any number of inputs, or a whole registered network, as one vertex of a
 * {@code ComputationGraph}: {@code [N,C,H,W] -> [N,C',H',W']}, NCHW.
 *
 * <pre>{@code
 * .addVertex("net", SrVertex.ofModel("dyconvsr", options, 2), "in")
 * .addLayer("loss", new CnnLossLayer.Builder(LossFunction.L1).build(), "net")
 * }</pre>
 *
 * <p>What {@link SrLayer} says of parameters, buffers, picture sizes and settings holds here too. A
 * network takes and gives samples in its descriptor's range; a network that wants the bicubically
 * enlarged picture besides (SRCNN, VDSR) takes it as its second input. Supervised auxiliary outputs
 * are not exposed.
 *
 * <p>DL4J's score leaves out the regularisation terms of vertices; their gradients are right.
 */
public class SrVertex extends SameDiffVertex {

  private enum Kind {
    LAYER,
    MODEL
  }

  @JsonProperty private Kind kind;
  @JsonProperty private String id;
  @JsonProperty private String options;
  @JsonProperty private int scale;
  private transient Block block;
  private transient BlockSignature signature;

  /** For Jackson. */
  protected SrVertex() {}

  private SrVertex(Kind kind, String id, String options, int scale) {
    this.kind = kind;
    this.id = id;
    this.options = options;
    this.scale = scale;
    block();
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
    String json = OptionsJson.write(id, options, Providers.layer(id).optionsType());
    return new SrVertex(Kind.LAYER, id, json, 1);
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
    String json = OptionsJson.write(id, options, Providers.model(id).optionsType());
    return new SrVertex(Kind.MODEL, id, json, scale);
  }

  /** The id of the provider. */
  public String id() {
    return id;
  }

  /** The options as JSON. */
  public String options() {
    return options;
  }

  private Block block() {
    if (block == null) {
      block = kind == Kind.LAYER ? Block.ofLayer(id, options) : Block.ofModel(id, options, scale);
    }
    return block;
  }

  BlockSignature signature() {
    if (signature == null) {
      signature = BlockSignature.of(block());
    }
    return signature;
  }

  @Override
  public void defineParametersAndInputs(SDVertexParams params) {
    signature().define(params);
    params.defineInputs(signature().inputs().stream().map(BlockInput::name).toArray(String[]::new));
  }

  @Override
  public void initializeParameters(Map<String, INDArray> params) {
    InitialValues.assign(block(), params);
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
    return new BlockInputs(block(), signature(), getLayerName()).outputType(types);
  }

  @Override
  public IUpdater getUpdaterByParam(String key) {
    return signature().isBuffer(key) ? new NoOp() : super.getUpdaterByParam(key);
  }

  @Override
  public List<Regularization> getRegularizationByParam(String key) {
    return signature().isBuffer(key) ? List.of() : super.getRegularizationByParam(key);
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
    BlockRunner runner = new BlockRunner(block(), signature(), name, type);
    BlockVertex vertex = new BlockVertex(this, graph, name, index, type, runner);
    vertex.bind(view, initialise);
    return vertex;
  }

  @Override
  public GraphVertex clone() {
    SrVertex copy = new SrVertex(kind, id, options, scale);
    copy.signature = signature;
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
        && kind == vertex.kind
        && scale == vertex.scale
        && Objects.equals(id, vertex.id)
        && Objects.equals(options, vertex.options);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Objects.hash(kind, id, options, scale);
  }

  @Override
  public String toString() {
    return "SrVertex(" + getLayerName() + ": " + id + " " + options + ")";
  }
}
