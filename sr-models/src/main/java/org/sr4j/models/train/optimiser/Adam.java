package org.sr4j.models.train.optimiser;

import java.util.Map;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;

/**
 * Adam and AdamW with bias correction, in PyTorch's order of operations. One loop over flat arrays,
 * which the JIT compiler vectorises.
 */
public final class Adam implements Optimiser {

  /** Where weight decay acts. */
  public enum Decay {
    /** {@code g + decay * w} goes into the moments (L2 regularisation). */
    IN_GRADIENT,
    /** {@code w - rate * decay * w} before the step (AdamW). */
    DECOUPLED
  }

  private final float beta1;
  private final float beta2;
  private final double exactBeta1;
  private final double exactBeta2;
  private final float epsilon;
  private final double weightDecay;
  private final Decay decay;
  private final float[] first;
  private final float[] second;
  private long steps;

  public Adam(
      int length, double beta1, double beta2, double epsilon, double weightDecay, Decay decay) {
    this.exactBeta1 = beta1;
    this.exactBeta2 = beta2;
    this.beta1 = (float) beta1;
    this.beta2 = (float) beta2;
    this.epsilon = (float) epsilon;
    this.weightDecay = weightDecay;
    this.decay = decay;
    this.first = new float[length];
    this.second = new float[length];
  }

  @Override
  public void step(float[] parameters, float[] gradient, int from, double learningRate) {
    steps++;
    if (weightDecay != 0) {
      decay(parameters, gradient, from, learningRate);
    }
    float stepSize = (float) (learningRate / (1 - Math.pow(exactBeta1, steps)));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(exactBeta2, steps)));
    update(parameters, gradient, from, stepSize, correction);
  }

  private void decay(float[] parameters, float[] gradient, int from, double learningRate) {
    int to = from + first.length;
    if (decay == Decay.DECOUPLED) {
      float keep = (float) (1 - learningRate * weightDecay);
      for (int i = from; i < to; i++) {
        parameters[i] *= keep;
      }
    } else {
      float factor = (float) weightDecay;
      for (int i = from; i < to; i++) {
        gradient[i] += factor * parameters[i];
      }
    }
  }

  private void update(
      float[] parameters, float[] gradient, int from, float stepSize, float correction) {
    float[] m = first;
    float[] v = second;
    float b1 = beta1;
    float b2 = beta2;
    float c1 = (float) (1 - exactBeta1);
    float c2 = (float) (1 - exactBeta2);
    float e = epsilon;
    for (int i = 0; i < m.length; i++) {
      float g = gradient[from + i];
      float mi = b1 * m[i] + c1 * g;
      float vi = b2 * v[i] + c2 * g * g;
      m[i] = mi;
      v[i] = vi;
      parameters[from + i] -= stepSize * mi / ((float) Math.sqrt(vi) * correction + e);
    }
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Map<String, float[]> moments() {
    return Map.of("first-moment", first, "second-moment", second);
  }

  @Override
  public void restore(Map<String, float[]> moments, long stepsTaken) {
    copy(moments, "first-moment", first);
    copy(moments, "second-moment", second);
    steps = stepsTaken;
  }

  private static void copy(Map<String, float[]> moments, String name, float[] target) {
    float[] source = moments.get(name);
    if (source == null || source.length != target.length) {
      throw new TrainingException(
          Problem.cannot("restore the optimiser")
              .at(name)
              .got(source == null ? "nothing" : source.length + " values")
              .expected(target.length + " values"));
    }
    System.arraycopy(source, 0, target, 0, target.length);
  }
}
