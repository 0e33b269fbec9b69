package org.sr4j.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/**
 * One folder of reference vectors: input, weights, output, perhaps gradients, with tolerances.
 *
 * @param folder the case's folder
 * @param meta its {@code meta.json}
 */
public record GoldenCase(Path folder, JsonNode meta) {

  /**
   * @param name e.g. {@code blocks/dynamic_conv_k4_b2}; the test is skipped without reference data
   */
  public static GoldenCase of(String name) {
    Path folder = SharedData.golden(name);
    try {
      return new GoldenCase(
          folder, new ObjectMapper().readTree(folder.resolve("meta.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Npy input() {
    return array("input");
  }

  public Npy output() {
    return array("output");
  }

  public Npy target() {
    return array("target");
  }

  public Npy array(String name) {
    return Npy.read(folder.resolve(name + ".npy"));
  }

  /** Largest absolute difference that float32 rounding explains (see the reference's README). */
  public double tolerance() {
    return meta.get("tolerance_max_abs").asDouble();
  }

  /** Largest difference of a gradient relative to the largest value of its tensor. */
  public double gradientTolerance() {
    return meta.get("gradient_tolerance_relative_to_tensor_max").asDouble();
  }

  public double zeroGradientTolerance() {
    return meta.get("zero_gradient_tolerance_abs").asDouble();
  }

  /** Parameters whose gradient is zero in theory. */
  public List<String> zeroGradientParameters() {
    List<String> names = new ArrayList<>();
    meta.get("zero_gradient_parameters").forEach(n -> names.add(n.asText()));
    return names;
  }

  public Weights weights() {
    return safetensors(folder.resolve(meta.get("weights_file").asText()).normalize());
  }

  public Weights gradients() {
    return safetensors(folder.resolve("grads.safetensors"));
  }

  /** Reads float32 safetensors, independently of the library's own reader. */
  public static Weights safetensors(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = Math.toIntExact(bytes.getLong(0));
      JsonNode header = new ObjectMapper().readTree(bytes.array(), 8, headerLength);
      List<Tensor> tensors = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : header.properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          JsonNode shape = entry.getValue().get("shape");
          long[] sizes = new long[shape.size()];
          for (int i = 0; i < sizes.length; i++) {
            sizes[i] = shape.get(i).asLong();
          }
          JsonNode offsets = entry.getValue().get("data_offsets");
          int begin = 8 + headerLength + offsets.get(0).asInt();
          float[] data = new float[(offsets.get(1).asInt() - offsets.get(0).asInt()) / 4];
          bytes.position(begin);
          bytes.asFloatBuffer().get(data);
          tensors.add(new Tensor(entry.getKey(), sizes, data));
        }
      }
      return Weights.of(tensors, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
