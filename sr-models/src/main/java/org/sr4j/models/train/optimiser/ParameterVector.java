package org.sr4j.models.train.optimiser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.layers.graph.Parameter;

/** The trainable parameters of a network as one flat vector: every array in memory order. */
public final class ParameterVector {

  private final List<Parameter> parameters;
  private final int[] offsets;

  /**
   * @param parameters trainable ones, in the order of the vector
   */
  public ParameterVector(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
    this.offsets = new int[parameters.size() + 1];
    for (int i = 0; i < parameters.size(); i++) {
      offsets[i + 1] =
          Math.addExact(offsets[i], Math.toIntExact(parameters.get(i).array().length()));
    }
  }

  public int length() {
    return offsets[parameters.size()];
  }

  public List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }

  /** Copies the parameters' arrays into {@code vector}. */
  public void read(float[] vector) {
    for (int i = 0; i < parameters.size(); i++) {
      HostCopy.read(parameters.get(i).array(), vector, offsets[i]);
    }
  }

  /** Copies {@code vector} into the parameters' arrays. */
  public void write(float[] vector) {
    for (int i = 0; i < parameters.size(); i++) {
      HostCopy.write(vector, offsets[i], parameters.get(i).array());
    }
  }

  /**
   * Copies gradients into {@code vector}. A parameter without one, which the loss does not depend
   * on, has a gradient of 0.
   *
   * @param gradients by parameter name
   */
  public void readGradients(Map<String, INDArray> gradients, float[] vector) {
    for (int i = 0; i < parameters.size(); i++) {
      INDArray gradient = gradients.get(parameters.get(i).name());
      if (gradient == null) {
        Arrays.fill(vector, offsets[i], offsets[i + 1], 0);
      } else {
        HostCopy.read(gradient, vector, offsets[i]);
      }
    }
  }

  /** Names of the parameters whose part of the vector holds NaN or infinite values. */
  public List<String> notFinite(float[] vector) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      for (int k = offsets[i]; k < offsets[i + 1]; k++) {
        if (!Float.isFinite(vector[k])) {
          names.add(parameters.get(i).name());
          break;
        }
      }
    }
    return names;
  }

  /** The vector's parts as tensors in file layout, by parameter name. */
  public Map<String, Tensor> toTensors(float[] vector) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      float[] memory = Arrays.copyOfRange(vector, offsets[i], offsets[i + 1]);
      long[] shape = parameter.spec().fileShape();
      tensors.put(
          parameter.name(),
          new Tensor(parameter.name(), shape, parameter.spec().layout().toFile(memory, shape)));
    }
    return tensors;
  }

  /** The inverse of {@link #toTensors}. Shapes must fit. */
  public float[] fromTensors(Map<String, Tensor> tensors) {
    float[] vector = new float[length()];
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      long[] shape = parameter.spec().fileShape();
      Tensor tensor = tensors.get(parameter.name());
      if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
        throw new TrainingException(
            Problem.cannot("restore the parameters")
                .at(parameter.name())
                .got(tensor == null ? "nothing" : tensor)
                .expected("shape " + Arrays.toString(shape)));
      }
      float[] memory = parameter.spec().layout().toMemory(tensor.data(), shape);
      System.arraycopy(memory, 0, vector, offsets[i], memory.length);
    }
    return vector;
  }
}
