package org.sr4j.models.network.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.spi.Detection;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/** Names and shapes of untrusted weights, as detectors read them. */
public final class TensorShapes {

  /** The scales of networks whose weights are the same for each of them. */
  private static final List<Integer> ANY_SCALE = List.of(2, 3, 4);

  /** Beyond every network; keeps what files claim from becoming large graphs. */
  private static final int MOST_BLOCKS = 1024;

  private static final int LARGEST_SIZE = 1 << 16;

  private final Weights weights;

  public TensorShapes(Weights weights) {
    this.weights = weights;
  }

  public boolean has(String name) {
    return weights.tensor(name).isPresent();
  }

  /** Number of axes. */
  public int rank(String name) {
    return shape(name).length;
  }

  /**
   * The size of an axis, outermost first; from 1 to 65 536.
   *
   * @throws UnlikeNetworkException if there is no such tensor or axis
   */
  public int size(String name, int axis) {
    long[] shape = shape(name);
    if (axis >= shape.length || shape[axis] < 1 || shape[axis] > LARGEST_SIZE) {
      throw new UnlikeNetworkException(name);
    }
    return (int) shape[axis];
  }

  private long[] shape(String name) {
    return weights
        .tensor(name)
        .map(Tensor::shape)
        .orElseThrow(() -> new UnlikeNetworkException(name));
  }

  /**
   * How many of the names for 0, 1, 2, ... exist without a gap.
   *
   * @throws UnlikeNetworkException if they are more than 1024
   */
  public int count(IntFunction<String> name) {
    int count = 0;
    while (has(name.apply(count))) {
      count++;
      if (count > MOST_BLOCKS) {
        throw new UnlikeNetworkException(name.apply(count));
      }
    }
    return count;
  }

  /**
   * Luma or RGB by the second axis of a first convolution.
   *
   * @throws UnlikeNetworkException for another number of channels
   */
  public ColourMode colour(String firstConvolution) {
    int channels = size(firstConvolution, 1);
    return Arrays.stream(ColourMode.values())
        .filter(mode -> mode.channels() == channels)
        .findFirst()
        .orElseThrow(() -> new UnlikeNetworkException(firstConvolution));
  }

  /**
   * The whole number whose square is the size of the axis divided by {@code channels}: the scale
   * before a pixel shuffle.
   *
   * @throws UnlikeNetworkException if there is none
   */
  public int shuffleFactor(String name, int channels) {
    int size = size(name, 0);
    return IntStream.rangeClosed(1, 8)
        .filter(factor -> (long) channels * factor * factor == size)
        .findFirst()
        .orElseThrow(() -> new UnlikeNetworkException(name));
  }

  /**
   * The scale of {@link org.sr4j.models.network.block.SubPixelUpsampler}: one convolution for 2 or
   * 3, two of factor 2 for 4.
   *
   * @param channels of the upsampler
   * @param second name of the second convolution's weight, if it exists
   */
  public int subPixelScale(String first, String second, int channels) {
    int factor = shuffleFactor(first, channels);
    return has(second) ? factor * shuffleFactor(second, channels) : factor;
  }

  /** One detection. */
  public static <O extends Record> List<Detection<O>> found(O options, int scale) {
    return List.of(new Detection<>(options, scale));
  }

  /** A detection for each of the scales that the same weights serve: x2, x3 and x4. */
  public static <O extends Record> List<Detection<O>> foundForAnyScale(O options) {
    return ANY_SCALE.stream().map(scale -> new Detection<>(options, scale)).toList();
  }

  /** {@code value / divisor} where that is a whole number. */
  public static int quotient(String name, int value, int divisor) {
    return Optional.of(value)
        .filter(v -> divisor > 0 && v % divisor == 0)
        .map(v -> v / divisor)
        .orElseThrow(() -> new UnlikeNetworkException(name));
  }
}
