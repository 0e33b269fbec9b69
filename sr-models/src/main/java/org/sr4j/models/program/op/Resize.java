package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Resize} by fixed factors, without a low-pass filter.
 *
 * @param heightFactor new height / height
 * @param widthFactor new width / width
 */
public record Resize(
    String output,
    String input,
    Kind kind,
    Coordinates coordinates,
    double heightFactor,
    double widthFactor)
    implements Operation {

  /** Interpolation. */
  public enum Kind {
    /** The source pixel below: {@code floor}. */
    NEAREST,
    LINEAR,
    /** Keys' kernel with a = -0.75, ONNX's and PyTorch's default. */
    CUBIC
  }

  /** Where an output pixel lies in the input. */
  public enum Coordinates {
    /** {@code (x + 0.5) / factor - 0.5}. */
    HALF_PIXEL,
    /** {@code x / factor}. */
    ASYMMETRIC,
    /** {@code x (in - 1) / (out - 1)}. */
    ALIGN_CORNERS
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Resize renamed(UnaryOperator<String> names) {
    return new Resize(
        names.apply(output), names.apply(input), kind, coordinates, heightFactor, widthFactor);
  }
}
