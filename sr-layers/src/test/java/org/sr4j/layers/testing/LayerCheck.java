package org.sr4j.layers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.testing.GoldenCase;
import org.sr4j.api.testing.Npy;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.Parameter;
import org.sr4j.layers.graph.ParameterStore;

/**
 * Compares a layer or network with a golden case: output, gradients, updated buffers. The graph is
 * built in float32 for the size of the case's input.
 *
 * <pre>{@code
 * LayerCheck.of("blocks/ca_r8", new ChannelAttention(32, 8)).values().gradients();
 * }</pre>
 */
public final class LayerCheck implements AutoCloseable {

  private final GoldenCase golden;
  private final BiFunction<GraphBuilder, Npy, NetworkGraph> build;
  private final ParameterStore store = new ParameterStore(DataType.FLOAT, 1);
  private Phase phase = Phase.TRAINING;
  private BatchForm batch = BatchForm.ANY;
  private int scale = 1;
  private Predicate<String> wanted = name -> true;
  private Optional<String> picture = Optional.empty();
  private Optional<String> zeros = Optional.empty();
  private Supplier<Weights> weights;

  private LayerCheck(GoldenCase golden, BiFunction<GraphBuilder, Npy, NetworkGraph> build) {
    this.golden = golden;
    this.build = build;
    this.weights = golden::weights;
  }

  /** A check of a layer of one input, in the training phase; the test is skipped without data. */
  public static LayerCheck of(String goldenCase, Layer layer) {
    return new LayerCheck(
        GoldenCase.of(goldenCase),
        (builder, input) -> builder.build(layer, List.of((int) input.shape()[1])));
  }

  /** A check of a network. */
  public static LayerCheck of(String goldenCase, Model model, int scale) {
    LayerCheck check =
        new LayerCheck(GoldenCase.of(goldenCase), (builder, input) -> builder.build(model));
    check.scale = scale;
    return check;
  }

  public LayerCheck phase(Phase value) {
    phase = value;
    return this;
  }

  public LayerCheck batch(BatchForm value) {
    batch = value;
    return this;
  }

  /**
   * Tensors of the case that the layer does not have: branches of the official code unused here.
   */
  public LayerCheck without(String prefix) {
    wanted = wanted.and(name -> !name.startsWith(prefix));
    return this;
  }

  /** The placeholder that takes the case's input, where it is not the graph's first. */
  public LayerCheck inputAs(String placeholder) {
    picture = Optional.of(placeholder);
    return this;
  }

  /** A placeholder of the enlarged picture's size that takes zeros. */
  public LayerCheck zerosAs(String placeholder) {
    zeros = Optional.of(placeholder);
    return this;
  }

  /** The values of the weights, where the case does not hold them. */
  public LayerCheck weights(Supplier<Weights> values) {
    weights = values;
    return this;
  }

  public GoldenCase golden() {
    return golden;
  }

  /** Output against {@code output.npy}, within the case's tolerance. */
  public LayerCheck values() {
    return values("output");
  }

  /** Output against another array of the case. */
  public LayerCheck values(String array) {
    return same(output(), array);
  }

  /** An auxiliary output against an array of the case. */
  public LayerCheck auxiliaryValues(String name, String array) {
    NetworkGraph graph = graph();
    String variable =
        graph.auxiliaryOutputs().stream()
            .filter(output -> output.name().equals(name))
            .findFirst()
            .orElseThrow()
            .variable();
    return same(graph.graph().outputSingle(inputs(graph), variable), array);
  }

  private LayerCheck same(INDArray output, String array) {
    Npy expected = golden.array(array);
    assertThat(output.shape()).as("shape of %s", golden).isEqualTo(expected.shape());
    assertThat(maxDifference(output, expected.values()))
        .as("largest |difference| of %s %s", golden, array)
        .isLessThanOrEqualTo(golden.tolerance());
    return this;
  }

  /** The output for the case's input. */
  public INDArray output() {
    NetworkGraph graph = graph();
    return graph.graph().outputSingle(inputs(graph), graph.output());
  }

  /** Output of one sample of the case's batch alone. */
  public LayerCheck valuesOfSample(int sample) {
    Npy all = golden.input();
    Npy expected = golden.output();
    NetworkGraph graph = graph();
    String input = inputOf(graph);
    INDArray output =
        graph
            .graph()
            .outputSingle(Map.of(input, array(graph, sampleOf(all, sample))), graph.output());
    assertThat(maxDifference(output, sampleOf(expected, sample).values()))
        .as("largest |difference| of sample %d of %s", sample, golden)
        .isLessThanOrEqualTo(golden.tolerance());
    return this;
  }

  private static Npy sampleOf(Npy all, int sample) {
    long[] shape = all.shape().clone();
    int length = all.values().length / (int) shape[0];
    shape[0] = 1;
    return new Npy(
        shape, java.util.Arrays.copyOfRange(all.values(), sample * length, (sample + 1) * length));
  }

  /** Gradients of mean(|output - target|) for the input and every trainable weight. */
  public LayerCheck gradients() {
    NetworkGraph graph = graph();
    String input = inputOf(graph);
    Map<String, INDArray> values = new LinkedHashMap<>(inputs(graph));
    Gradients gradients = Gradients.ofMeanAbsoluteError(graph);
    values.put(gradients.label(), array(graph, golden.target()));
    List<String> names = new ArrayList<>(List.of(input));
    store.trainable().forEach(parameter -> names.add(parameter.name()));
    Map<String, INDArray> got = gradients.of(values, names);
    Weights expected = golden.gradients();
    assertThat(expected.names().stream().filter(wanted))
        .as("weights with gradients of %s", golden)
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(n -> n.equals(input) ? "input" : n).toList());
    compare("input", got.get(input).dup('c').data().asFloat(), expected);
    for (Parameter parameter : store.trainable()) {
      INDArray gradient = got.get(parameter.name());
      Parameter asParameter = new Parameter(parameter.name(), parameter.spec(), gradient, true);
      compare(parameter.name(), asParameter.toTensor().data(), expected);
    }
    return this;
  }

  private void compare(String name, float[] got, Weights expected) {
    float[] want = expected.tensor(name).orElseThrow().data();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < want.length; i++) {
      largest = Math.max(largest, Math.abs(want[i]));
      difference = Math.max(difference, Math.abs(want[i] - got[i]));
    }
    double tolerance =
        golden.zeroGradientParameters().contains(name)
            ? golden.zeroGradientTolerance()
            : golden.gradientTolerance() * largest;
    assertThat(difference)
        .as("gradient of %s in %s (largest %s)", name, golden, largest)
        .isLessThanOrEqualTo(tolerance);
  }

  /** New values of buffers against {@code running_after.safetensors}. */
  public LayerCheck bufferUpdates() {
    Weights expected = GoldenCase.safetensors(golden.folder().resolve("running_after.safetensors"));
    NetworkGraph graph = graph();
    assertThat(graph.bufferUpdates()).containsOnlyKeys(expected.names());
    graph
        .bufferUpdates()
        .forEach(
            (buffer, variable) -> {
              Tensor tensor = expected.tensor(buffer).orElseThrow();
              INDArray got = graph.graph().outputSingle(inputs(graph), variable);
              for (int i = 0; i < tensor.data().length; i++) {
                // float32 sums over a few thousand values.
                assertThat(got.getDouble(i)).as(buffer).isCloseTo(tensor.data()[i], within(1e-5));
              }
            });
    return this;
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  /** The graph, over the case's weights. */
  public NetworkGraph graph() {
    Npy input = golden.input();
    GraphBuilder builder =
        new GraphBuilder(store)
            .phase(phase)
            .batch(batch)
            .scale(scale)
            .lowRes(new Size((int) input.shape()[2], (int) input.shape()[3]));
    NetworkGraph graph = build.apply(builder, input);
    if (!store.parameters().isEmpty()) {
      store.load(
          Weights.of(
              weights.get().tensors().stream().filter(t -> wanted.test(t.name())).toList(),
              Map.of()));
    }
    return graph;
  }

  private Map<String, INDArray> inputs(NetworkGraph graph) {
    Npy input = golden.input();
    Map<String, INDArray> values = new LinkedHashMap<>();
    values.put(inputOf(graph), array(graph, input));
    zeros.ifPresent(
        placeholder -> {
          long[] shape = input.shape().clone();
          shape[2] *= scale;
          shape[3] *= scale;
          values.put(placeholder, Nd4j.zeros(DataType.FLOAT, shape));
        });
    return values;
  }

  private String inputOf(NetworkGraph graph) {
    return picture.orElseGet(() -> graph.inputs().keySet().iterator().next());
  }

  private static INDArray array(NetworkGraph graph, Npy values) {
    return Gradients.array(graph, values.values(), values.shape());
  }

  /** Largest absolute difference to values in C order. */
  public static double maxDifference(INDArray got, double[] expected) {
    float[] values = got.dup('c').data().asFloat();
    assertThat(values).hasSize(expected.length);
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = Math.abs(values[i] - expected[i]);
      largest = difference > largest || Double.isNaN(difference) ? difference : largest;
    }
    return largest;
  }

  @Override
  public void close() {
    store.close();
  }
}
