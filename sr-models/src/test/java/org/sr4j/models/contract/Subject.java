package org.sr4j.models.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.complexity.Complexity;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;

/**
 * A small network at one scale.
 *
 * @param options the provider's tiny ones
 */
record Subject(Networks networks, Model model, Map<String, Object> options, int scale) {

  /** One for every scale of every model; of models with equal tiny options only the first. */
  static Stream<Subject> of(Registry registry) {
    Map<Record, ModelProvider<?>> distinct = new LinkedHashMap<>();
    registry.models().forEach(provider -> distinct.putIfAbsent(provider.tiny(), provider));
    Networks networks = new Networks(registry);
    return distinct.values().stream().flatMap(provider -> of(networks, provider));
  }

  private static <O extends Record> Stream<Subject> of(
      Networks networks, ModelProvider<O> provider) {
    Model model = provider.create(provider.tiny());
    Map<String, Object> options = map(provider.tiny());
    return model.descriptor().scales().stream()
        .map(scale -> new Subject(networks, model, options, scale));
  }

  private static Map<String, Object> map(Record options) {
    try {
      return new ObjectMapper()
          .readValue(OptionsBinder.toJson(options), new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  ModelDescriptor descriptor() {
    return model.descriptor();
  }

  boolean isFirstScale() {
    return scale == descriptor().scales().first();
  }

  /** Whether there is anything to train. */
  boolean isLearned() {
    return Complexity.of(model, scale).parameters() > 0;
  }

  /** The same network at each of its scales. */
  Stream<Subject> everyScale() {
    return descriptor().scales().stream().map(s -> new Subject(networks, model, options, s));
  }

  NetworkSpec spec() {
    return new NetworkSpec(descriptor().id(), scale).withOptions(options);
  }

  Network network(long seed) {
    return networks.create(spec(), seed);
  }

  Network network(DataType type, long seed) {
    return networks.create(spec(), type, seed);
  }

  /** The least size that the network takes and that is at least {@code side}, by one multiple. */
  Size size(int side) {
    int multiple = descriptor().sizeMultiple();
    int least = Math.max(side, descriptor().minSize());
    int height = (least + multiple - 1) / multiple * multiple;
    return new Size(height, height + multiple);
  }

  /** Random planes in the network's range. */
  float[][] planes(int width, int height, long seed) {
    Random random = new Random(seed);
    float[][] planes = new float[descriptor().colour().channels()][width * height];
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = random.nextFloat() * descriptor().range().max();
      }
    }
    return planes;
  }

  /** Random values for every input of a graph, whatever the host would put there. */
  Map<String, Tensor> inputs(Signature graph, int samples, Size size, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    graph
        .inputs()
        .forEach(
            (name, transform) -> {
              int factor = transform == InputTransform.BICUBIC ? scale : 1;
              int channels = descriptor().colour().channels();
              long[] shape = {
                samples, channels, (long) size.height() * factor, (long) size.width() * factor
              };
              float[] data = new float[(int) (shape[0] * shape[1] * shape[2] * shape[3])];
              for (int i = 0; i < data.length; i++) {
                data[i] = random.nextFloat() * descriptor().range().max();
              }
              inputs.put(name, new Tensor(name, shape, data));
            });
    return inputs;
  }

  /** One sample of batched tensors. */
  static Map<String, Tensor> sample(Map<String, Tensor> batch, int index) {
    Map<String, Tensor> one = new LinkedHashMap<>();
    batch.forEach(
        (name, tensor) -> {
          long[] shape = tensor.shape().clone();
          int length = tensor.data().length / (int) shape[0];
          shape[0] = 1;
          float[] data =
              java.util.Arrays.copyOfRange(tensor.data(), index * length, (index + 1) * length);
          one.put(name, new Tensor(name, shape, data));
        });
    return one;
  }

  /** Greatest distance of two results, as a part of the range or of the largest value. */
  double distance(float[][] a, float[][] b) {
    double difference = 0;
    double largest = descriptor().range().max();
    for (int c = 0; c < a.length; c++) {
      for (int i = 0; i < a[c].length; i++) {
        double d = Math.abs((double) a[c][i] - b[c][i]);
        difference = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(difference, d);
        largest = Math.max(largest, Math.abs(a[c][i]));
      }
    }
    return difference / largest;
  }

  double distance(List<float[]> a, List<float[]> b) {
    return distance(a.toArray(float[][]::new), b.toArray(float[][]::new));
  }

  @Override
  public String toString() {
    return descriptor().id() + " x" + scale;
  }
}
