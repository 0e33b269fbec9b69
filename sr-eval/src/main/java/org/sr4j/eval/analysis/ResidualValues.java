package org.sr4j.eval.analysis;

import org.sr4j.api.weights.Tensor;

/**
 * How large a residual {@code H(x)} of {@code y = x + H(x)} is, over all channels and pixels.
 *
 * @param marker {@code residual.} and the residual's name
 * @param mean of the values
 * @param meanAbsolute mean of their sizes
 * @param rootMeanSquare of the values
 */
public record ResidualValues(
    String marker, double mean, double meanAbsolute, double rootMeanSquare) {

  static ResidualValues of(String marker, Tensor residual) {
    double sum = 0;
    double sizes = 0;
    double squares = 0;
    for (float value : residual.data()) {
      sum += value;
      sizes += Math.abs(value);
      squares += (double) value * value;
    }
    int count = residual.data().length;
    return new ResidualValues(marker, sum / count, sizes / count, Math.sqrt(squares / count));
  }
}
