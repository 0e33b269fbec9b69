package org.sr4j.models.train.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.sr4j.api.image.Pixels;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.train.Trainer;
import org.sr4j.models.train.batch.TrainingDataSource;
import org.sr4j.models.train.config.DataConfig;
import org.sr4j.models.train.config.ModelConfig;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.loss.Loss;
import org.sr4j.models.train.optimiser.AdamWOptions;
import org.sr4j.models.train.schedule.CosineSchedule;
import org.sr4j.models.train.validation.Enlarger;
import org.sr4j.models.train.validation.PictureSet;
import org.sr4j.models.train.validation.RgbPsnr;

/** Trainers and configurations for tests: the tiny model on synthetic data. */
public final class TestRun {

  private TestRun() {}

  public static Trainer trainer(TrainingDataSource data) {
    return trainer(data, networks());
  }

  public static Trainer trainer(TrainingDataSource data, Networks networks) {
    return new Trainer(
        networks,
        data,
        (folder, scale) -> new OnePicture(),
        network -> new FirstWeight(network.store().trainable().get(0).toTensor().data()[0]),
        new RgbPsnr());
  }

  public static Networks networks() {
    return new Networks(Registry.of(new TinyModel()));
  }

  public static TrainingConfig config(Path out, long steps) {
    return new TrainingConfig(
        new ModelConfig(TinyModel.ID),
        2,
        5L,
        null,
        new DataConfig(Path.of("unused"), Path.of("unused"), 8, 4, 2, true, null, null),
        Loss.L1,
        new AdamWOptions(),
        new CosineSchedule(3e-3, 1e-5, 3),
        null,
        steps,
        0.5,
        0.9,
        2L,
        3L,
        4L,
        out,
        false);
  }

  /** The tiny model with other options. */
  public static ModelConfig model(Map<String, Object> options) {
    return new ModelConfig(TinyModel.ID, options, null);
  }

  /** A validation set of one grey picture. */
  private static final class OnePicture implements PictureSet {

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Pair pair(int index) {
      return new Pair(flat(8, 0.5f), flat(16, 0.5f));
    }
  }

  /** An enlarger whose error is the network's first weight: shows which weights are validated. */
  private record FirstWeight(float weight) implements Enlarger {

    @Override
    public Pixels enlarge(Pixels lowRes) {
      return flat(2 * lowRes.width(), 0.5f + weight / 10);
    }

    @Override
    public void close() {}
  }

  private static Pixels flat(int side, float value) {
    float[] plane = new float[side * side];
    Arrays.fill(plane, value);
    return Pixels.of(side, side, plane);
  }
}
