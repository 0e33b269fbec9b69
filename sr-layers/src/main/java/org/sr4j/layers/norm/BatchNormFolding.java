package org.sr4j.layers.norm;

import java.util.ArrayList;
import java.util.List;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/**
 * Takes a batch normalisation of stored weights into the convolution before it, so that a network
 * without it computes the same as the one with it in inference.
 *
 * @param conv prefix of the convolution's tensors, with its dot: {@code dw.}
 * @param norm prefix of the normalisation's tensors, with its dot: {@code bn.}
 * @param epsilon added to the variance
 */
public record BatchNormFolding(String conv, String norm, double epsilon) {

  /**
   * The weights without the normalisation's tensors. The convolution's kernel has its output
   * channels on the first axis; a bias is added if it had none.
   *
   * @throws WeightsException if a tensor is missing
   */
  public Weights fold(Weights weights) {
    float[] gamma = data(weights, norm + "weight");
    float[] beta = data(weights, norm + "bias");
    float[] mean = data(weights, norm + "running_mean");
    float[] variance = data(weights, norm + "running_var");
    double[] scale = new double[gamma.length];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = gamma[c] / Math.sqrt(variance[c] + epsilon);
    }
    float[] kernel = data(weights, conv + "weight").clone();
    int perChannel = kernel.length / scale.length;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (kernel[i] * scale[i / perChannel]);
    }
    float[] before =
        weights.tensor(conv + "bias").map(Tensor::data).orElseGet(() -> new float[scale.length]);
    float[] bias = new float[scale.length];
    for (int c = 0; c < bias.length; c++) {
      bias[c] = (float) ((before[c] - mean[c]) * scale[c] + beta[c]);
    }
    List<Tensor> folded = new ArrayList<>();
    for (Tensor tensor : weights.tensors()) {
      if (tensor.name().equals(conv + "weight")) {
        folded.add(new Tensor(tensor.name(), tensor.shape(), kernel));
        folded.add(new Tensor(conv + "bias", new long[] {bias.length}, bias));
      } else if (!tensor.name().startsWith(norm) && !tensor.name().equals(conv + "bias")) {
        folded.add(tensor);
      }
    }
    return Weights.of(folded, weights.metadata());
  }

  private static float[] data(Weights weights, String name) {
    return weights
        .tensor(name)
        .orElseThrow(
            () ->
                new WeightsException(
                    Problem.cannot("fold the batch normalisation")
                        .got("no tensor " + name)
                        .expected("the weights and running averages of the training form")))
        .data();
  }
}
