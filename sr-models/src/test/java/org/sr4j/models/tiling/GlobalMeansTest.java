package org.sr4j.models.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sr4j.api.engine.NetworkGraph.GlobalMean;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Resolution;
import org.sr4j.api.weights.Tensor;

class GlobalMeansTest {

  private static final int SIDE = 22;

  /** Means of {@code first = x} and of {@code second = (x - mean(first))^2}. */
  private static final class Moments implements Session {

    @Override
    public Signature signature(Form form) {
      return new Signature(
          Map.of("x", InputTransform.IDENTITY),
          "y",
          List.of(
              new GlobalMean("mean1", "first", 2, Resolution.INPUT),
              new GlobalMean("mean2", "second", 2, Resolution.INPUT)),
          Map.of());
    }

    @Override
    public List<Tensor> run(Form form, Map<String, Tensor> inputs, List<String> outputs) {
      Tensor x = inputs.get("x");
      if (outputs.equals(List.of("first"))) {
        return List.of(x);
      }
      float[] means = inputs.get("mean1").data();
      float[] data = x.data().clone();
      for (int i = 0; i < data.length; i++) {
        float distance = data[i] - means[i / (data.length / means.length)];
        data[i] = distance * distance;
      }
      return List.of(new Tensor("second", x.shape(), data));
    }

    @Override
    public void close() {}
  }

  @Test
  void areThoseOfTheWholePictureEachGivenThoseBefore() {
    Random random = new Random(1);
    float[][] samples = new float[2][SIDE * SIDE];
    double[] mean = new double[2];
    double[] variance = new double[2];
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < samples[c].length; i++) {
        samples[c][i] = random.nextFloat() * (c + 1);
        mean[c] += samples[c][i] / (double) samples[c].length;
      }
      for (float value : samples[c]) {
        variance[c] += (value - mean[c]) * (value - mean[c]) / samples[c].length;
      }
    }
    Planes picture = new Planes(SIDE, SIDE, samples);
    TilePlan plan = TilePlan.of(SIDE, SIDE, 6, 3, 2);
    assertThat(plan.tiles()).hasSize(9);

    Map<String, Tensor> means =
        GlobalMeans.of(
            new Moments(),
            plan,
            t ->
                Map.of(
                    "x",
                    picture.window("x", t.x(), t.y(), plan.windowWidth(), plan.windowHeight())));

    assertThat(means.keySet()).containsExactly("mean1", "mean2");
    for (int c = 0; c < 2; c++) {
      // Sums are in double; the means are rounded to float.
      assertThat((double) means.get("mean1").data()[c]).isCloseTo(mean[c], within(1e-6));
      assertThat((double) means.get("mean2").data()[c]).isCloseTo(variance[c], within(1e-6));
    }
    assertThat(means.get("mean1").shape()).containsExactly(1, 2, 1, 1);
  }
}
