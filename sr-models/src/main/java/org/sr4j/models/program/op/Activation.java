package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A function of each value by itself.
 *
 * @param alpha slope of {@link Kind#LEAKY_RELU}, lower limit of {@link Kind#CLIP}; otherwise 0
 * @param beta upper limit of {@link Kind#CLIP}; otherwise 0
 */
public record Activation(String output, String input, Kind kind, float alpha, float beta)
    implements Operation {

  /** Which function. */
  public enum Kind {
    ABS,
    CLIP,
    ERF,
    EXP,
    /** {@code x/2 (1 + erf(x / sqrt 2))}; in opset 17 files it is written out. */
    GELU,
    HARD_SWISH,
    LEAKY_RELU,
    LOG,
    NEGATE,
    RECIPROCAL,
    RELU,
    SIGMOID,
    SQRT,
    TANH
  }

  public Activation(String output, String input, Kind kind) {
    this(output, input, kind, 0, 0);
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Activation renamed(UnaryOperator<String> names) {
    return new Activation(names.apply(output), names.apply(input), kind, alpha, beta);
  }
}
