package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;

/**
 * Functions of each value by itself over stretches of arrays. Lengths are multiples of {@value
 * #LANES}; the result may lie where an argument lies.
 */
public final class RowFunctions {

  /**
   * Vectors are loaded from this without a method of ours between: deep inside other methods the
   * compiler inlines only the JDK's, and each vector would be an object.
   */
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;

  /** What lengths are multiples of. */
  public static final int LANES = 16;

  private RowFunctions() {}

  /**
   * {@code out = kind(a)}. Logarithms are the JDK's, one by one; all others are vectors'.
   *
   * @param alpha parameter as in {@link Activation}
   * @param beta parameter as in {@link Activation}
   */
  public static void apply(
      Activation.Kind kind,
      float alpha,
      float beta,
      float[] a,
      int ao,
      float[] out,
      int oo,
      int n) {
    switch (kind) {
      case ABS -> abs(a, ao, out, oo, n);
      case CLIP -> clip(alpha, beta, a, ao, out, oo, n);
      case ERF -> Transcendental.erf(a, ao, out, oo, n);
      case EXP -> Transcendental.exp(a, ao, out, oo, n);
      case GELU -> Gelu.apply(a, ao, out, oo, n);
      case HARD_SWISH -> hardSwish(a, ao, out, oo, n);
      case LEAKY_RELU -> leaky(alpha, a, ao, out, oo, n);
      case LOG -> log(a, ao, out, oo, n);
      case NEGATE -> negate(a, ao, out, oo, n);
      case RECIPROCAL -> reciprocal(a, ao, out, oo, n);
      case RELU -> relu(a, ao, out, oo, n);
      case SIGMOID -> Transcendental.sigmoid(a, ao, out, oo, n);
      case SQRT -> sqrt(a, ao, out, oo, n);
      case TANH -> Transcendental.tanh(a, ao, out, oo, n);
    }
  }

  /** {@code out = a kind b}. Powers are the JDK's, one by one; all others are vectors'. */
  public static void apply(
      Binary.Kind kind, float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    switch (kind) {
      case ADD -> add(a, ao, b, bo, out, oo, n);
      case DIVIDE -> divide(a, ao, b, bo, out, oo, n);
      case MAXIMUM -> maximum(a, ao, b, bo, out, oo, n);
      case MINIMUM -> minimum(a, ao, b, bo, out, oo, n);
      case MULTIPLY -> multiply(a, ao, b, bo, out, oo, n);
      case POWER -> power(a, ao, b, bo, out, oo, n);
      case SUBTRACT -> subtract(a, ao, b, bo, out, oo, n);
    }
  }

  /** {@code out = max(a, 0) + slope * min(a, 0)}. */
  public static void prelu(float[] a, int ao, float[] slope, int so, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      x.min(0f)
          .fma(FloatVector.fromArray(SPECIES, slope, so + i), x.max(0f))
          .intoArray(out, oo + i);
    }
  }

  private static void add(float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .add(FloatVector.fromArray(SPECIES, b, bo + i))
          .intoArray(out, oo + i);
    }
  }

  private static void subtract(float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .sub(FloatVector.fromArray(SPECIES, b, bo + i))
          .intoArray(out, oo + i);
    }
  }

  private static void multiply(float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .mul(FloatVector.fromArray(SPECIES, b, bo + i))
          .intoArray(out, oo + i);
    }
  }

  private static void divide(float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .div(FloatVector.fromArray(SPECIES, b, bo + i))
          .intoArray(out, oo + i);
    }
  }

  private static void maximum(float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .max(FloatVector.fromArray(SPECIES, b, bo + i))
          .intoArray(out, oo + i);
    }
  }

  private static void minimum(float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .min(FloatVector.fromArray(SPECIES, b, bo + i))
          .intoArray(out, oo + i);
    }
  }

  private static void power(float[] a, int ao, float[] b, int bo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      float base = a[ao + i];
      float exponent = b[bo + i];
      out[oo + i] = exponent == 2f ? base * base : (float) Math.pow(base, exponent);
    }
  }

  private static void abs(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .lanewise(VectorOperators.ABS)
          .intoArray(out, oo + i);
    }
  }

  private static void clip(float low, float high, float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i).max(low).min(high).intoArray(out, oo + i);
    }
  }

  private static void hardSwish(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      x.mul(1 / 6f).add(0.5f).max(0f).min(1f).mul(x).intoArray(out, oo + i);
    }
  }

  private static void leaky(float slope, float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      x.max(0f).add(x.min(0f).mul(slope)).intoArray(out, oo + i);
    }
  }

  private static void log(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = (float) Math.log(a[ao + i]);
    }
  }

  private static void negate(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i).neg().intoArray(out, oo + i);
    }
  }

  private static void reciprocal(float[] a, int ao, float[] out, int oo, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < n; i += Lanes.COUNT) {
      one.div(FloatVector.fromArray(SPECIES, a, ao + i)).intoArray(out, oo + i);
    }
  }

  private static void relu(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i).max(0f).intoArray(out, oo + i);
    }
  }

  private static void sqrt(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i).sqrt().intoArray(out, oo + i);
    }
  }

  /**
   * Sums runs of channels: {@code out[to + i*outPitch]} of the run at {@code from + i*pitch}.
   *
   * @param channels length of a run, a multiple of {@value #LANES}
   * @param count how many runs
   */
  public static void sums(
      float[] a, int from, int pitch, int channels, float[] out, int to, int outPitch, int count) {
    for (int i = 0; i < count; i++, from += pitch, to += outPitch) {
      FloatVector sum = FloatVector.fromArray(SPECIES, a, from);
      for (int c = Lanes.COUNT; c < channels; c += Lanes.COUNT) {
        sum = sum.add(FloatVector.fromArray(SPECIES, a, from + c));
      }
      out[to] = sum.reduceLanes(VectorOperators.ADD);
    }
  }

  /**
   * Largest or smallest of runs of channels: {@code out[to + i*outPitch]} of the run at {@code from
   * + i*pitch}.
   *
   * @param channels length of a run
   * @param largest whether the largest is wanted, or else the smallest
   * @param count how many runs
   */
  public static void extremes(
      float[] a,
      int from,
      int pitch,
      int channels,
      boolean largest,
      float[] out,
      int to,
      int outPitch,
      int count) {
    int whole = channels / Lanes.COUNT * Lanes.COUNT;
    for (int i = 0; i < count; i++, from += pitch, to += outPitch) {
      float value = a[from];
      if (whole > 0) {
        value = largest ? largest(a, from, whole) : smallest(a, from, whole);
      }
      for (int c = whole; c < channels; c++) {
        value = largest ? Math.max(value, a[from + c]) : Math.min(value, a[from + c]);
      }
      out[to] = value;
    }
  }

  private static float largest(float[] a, int from, int n) {
    FloatVector value = FloatVector.fromArray(SPECIES, a, from);
    for (int c = Lanes.COUNT; c < n; c += Lanes.COUNT) {
      value = value.max(FloatVector.fromArray(SPECIES, a, from + c));
    }
    return value.reduceLanes(VectorOperators.MAX);
  }

  private static float smallest(float[] a, int from, int n) {
    FloatVector value = FloatVector.fromArray(SPECIES, a, from);
    for (int c = Lanes.COUNT; c < n; c += Lanes.COUNT) {
      value = value.min(FloatVector.fromArray(SPECIES, a, from + c));
    }
    return value.reduceLanes(VectorOperators.MIN);
  }

  /** {@code out = factor * a}. */
  public static void scaled(float[] a, int ao, float factor, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i).mul(factor).intoArray(out, oo + i);
    }
  }

  /** {@code out = out + factor * a}. */
  public static void addScaled(float[] a, int ao, float factor, float[] out, int oo, int n) {
    FloatVector f = FloatVector.broadcast(Lanes.SPECIES, factor);
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector.fromArray(SPECIES, a, ao + i)
          .mul(f)
          .add(FloatVector.fromArray(SPECIES, out, oo + i))
          .intoArray(out, oo + i);
    }
  }

  /**
   * Copies a vector of {@value #LANES} from each pixel to each.
   *
   * @param count how many
   */
  public static void copy(
      float[] a, int from, int pitch, float[] out, int to, int outPitch, int count) {
    for (int c = 0; c < LANES; c += Lanes.COUNT) {
      for (int i = 0; i < count; i++) {
        FloatVector.fromArray(SPECIES, a, from + c + i * pitch)
            .intoArray(out, to + c + i * outPitch);
      }
    }
  }
}
