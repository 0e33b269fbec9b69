package org.sr4j.models.engine.vector;

import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.weights.Tensor;

/**
 * Where the time of a run goes.
 *
 * @param steps in the order in which they are done
 */
public record VectorProfile(List<StepTime> steps) {

  /**
   * Steps that are done together, band by band, and so timed together.
   *
   * @param name of the value that the last of them makes
   * @param kind what they do
   * @param milliseconds mean over the runs
   * @param multiplyAdds multiplications with additions by the definition, however they are computed
   * @param bytes of values read and written, each once
   */
  public record StepTime(
      String name, String kind, double milliseconds, long multiplyAdds, long bytes) {}

  public VectorProfile {
    steps = List.copyOf(steps);
  }

  /**
   * Runs a network on a picture and takes the time of every step.
   *
   * @param inputs as {@link org.sr4j.api.engine.Session#run} takes them; of one sample
   * @param warmUp runs whose time is not counted
   * @param runs whose time is
   */
  public static VectorProfile of(
      InferenceNetwork network,
      VectorOptions options,
      Map<String, Tensor> inputs,
      int warmUp,
      int runs) {
    try (VectorSession session = new VectorSession(network, options)) {
      return session.profile(Form.WHOLE, inputs, warmUp, runs);
    }
  }

  /** Milliseconds of all steps together. */
  public double milliseconds() {
    return steps.stream().mapToDouble(StepTime::milliseconds).sum();
  }
}
