package org.sr4j.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.patch.PatchBatch;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.train.batch.BicubicPatches;
import org.sr4j.models.train.config.ModelConfig;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.testing.SyntheticData;
import org.sr4j.models.train.testing.TestRun;

/** Networks that take the bicubic enlargement learn from it. */
class EnlargedInputTest {

  /** Part of the first loss that is to be left at the end. */
  private static final double LEARNED = 0.9;

  @TempDir Path folder;

  @Test
  void eachPatchIsEnlargedByItself() {
    float[] low = new float[2 * 3 * 4 * 5];
    for (int i = 0; i < low.length; i++) {
      low[i] = (i * 37 % 101) / 101f;
    }
    float[] enlarged = BicubicPatches.of(new PatchBatch(2, 3, 4, 5, 3, low, new float[0]));
    int high = 12 * 15;
    assertThat(enlarged).hasSize(6 * high);
    for (int plane = 0; plane < 6; plane++) {
      float[] alone = Arrays.copyOfRange(low, plane * 20, (plane + 1) * 20);
      float[] expected = Bicubic.MATLAB_FLOAT.up(Pixels.of(5, 4, alone), 3).plane(0);
      assertThat(Arrays.copyOfRange(enlarged, plane * high, (plane + 1) * high))
          .isEqualTo(expected);
    }
  }

  @Test
  void vdsrLearnsFromTheEnlargementAlone() {
    List<Double> losses = losses("vdsr", Map.of("depth", 3, "features", 4), 60);
    assertThat(losses.get(59)).isLessThan(LEARNED * losses.get(0));
  }

  @Test
  void idnLearnsFromThePictureAndItsEnlargement() {
    List<Double> losses = losses("idn", Map.of("blocks", 1, "unit", 4), 40);
    assertThat(losses.get(39)).isLessThan(LEARNED * losses.get(0));
  }

  private List<Double> losses(String model, Map<String, Object> options, long steps) {
    List<Double> losses = new ArrayList<>();
    TestRun.trainer(new SyntheticData(1), networks())
        .run(
            config(model, options, steps),
            new TrainingListener() {
              @Override
              public void onStep(StepReport step) {
                losses.add(step.loss());
              }
            });
    return losses;
  }

  private TrainingConfig config(String model, Map<String, Object> options, long steps) {
    return TestRun.config(folder.resolve(model), steps)
        .withModel(new ModelConfig(model, options, null));
  }

  private static Networks networks() {
    return new Networks(Registry.of(new ModelsPlugin()));
  }
}
