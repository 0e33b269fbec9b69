package org.sr4j.models.program.reference;

import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;

/** Functions of each value by itself, and of two values. */
public final class Elementwise {

  private Elementwise() {}

  public static Tensor activation(Activation op, Tensor x) {
    float[] y = new float[x.data().length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) value(op, x.data()[i]);
    }
    return new Tensor(op.output(), x.shape(), y);
  }

  private static double value(Activation op, double x) {
    return switch (op.kind()) {
      case ABS -> Math.abs(x);
      case CLIP -> Math.min(Math.max(x, op.alpha()), op.beta());
      case ERF -> Erf.of(x);
      case EXP -> Math.exp(x);
      case GELU -> 0.5 * x * (1 + Erf.of(x * Math.sqrt(0.5)));
      case HARD_SWISH -> x * Math.min(Math.max(x / 6 + 0.5, 0), 1);
      case LEAKY_RELU -> x >= 0 ? x : op.alpha() * x;
      case LOG -> Math.log(x);
      case NEGATE -> -x;
      case RECIPROCAL -> 1 / x;
      case RELU -> Math.max(x, 0);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SQRT -> Math.sqrt(x);
      case TANH -> Math.tanh(x);
    };
  }

  public static Tensor binary(Binary op, Tensor a, Tensor b) {
    return combined(op.output(), a, b, (x, y) -> value(op.kind(), x, y));
  }

  private static double value(Binary.Kind kind, double x, double y) {
    return switch (kind) {
      case ADD -> x + y;
      case DIVIDE -> x / y;
      case MAXIMUM -> Math.max(x, y);
      case MINIMUM -> Math.min(x, y);
      case MULTIPLY -> x * y;
      case POWER -> Math.pow(x, y);
      case SUBTRACT -> x - y;
    };
  }

  public static Tensor prelu(String output, Tensor x, Tensor slope) {
    return combined(output, x, slope, (v, s) -> v >= 0 ? v : s * v);
  }

  private interface Function {
    double of(double x, double y);
  }

  private static Tensor combined(String output, Tensor a, Tensor b, Function function) {
    long[] shape = Cursor.broadcast(a.shape(), b.shape());
    int[] inA = Cursor.walk(shape, Cursor.broadcastStrides(a.shape(), shape));
    int[] inB = Cursor.walk(shape, Cursor.broadcastStrides(b.shape(), shape));
    float[] y = new float[inA.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) function.of(a.data()[inA[i]], b.data()[inB[i]]);
    }
    return new Tensor(output, shape, y);
  }
}
