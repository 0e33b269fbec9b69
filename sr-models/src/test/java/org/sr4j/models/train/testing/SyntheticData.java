package org.sr4j.models.train.testing;

import java.util.Random;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.data.patch.PatchBatch;
import org.sr4j.models.train.batch.BatchShape;
import org.sr4j.models.train.batch.TrainingData;
import org.sr4j.models.train.batch.TrainingDataSource;
import org.sr4j.models.train.config.DataConfig;

/** Smooth random patches, and their squares enlarged by repetition: easy to learn. */
public final class SyntheticData implements TrainingDataSource {

  private final long period;

  /**
   * @param period number of different batches
   */
  public SyntheticData(long period) {
    this.period = period;
  }

  @Override
  public TrainingData open(DataConfig config, ModelDescriptor network, int scale, long seed) {
    BatchShape shape =
        new BatchShape(config.batch(), network.colour().channels(), config.patch(), scale);
    return new TrainingData(
        index -> batch(shape, new Random(seed * 31 + index % period)), 1, "synthetic-" + period);
  }

  private static PatchBatch batch(BatchShape shape, Random random) {
    int low = shape.patch();
    int high = low * shape.scale();
    int planes = shape.samples() * shape.channels();
    float[] lowRes = new float[planes * low * low];
    float[] highRes = new float[planes * high * high];
    for (int p = 0; p < planes; p++) {
      double phase = random.nextDouble() * 6;
      double slope = 0.2 + random.nextDouble();
      for (int y = 0; y < low; y++) {
        for (int x = 0; x < low; x++) {
          float value = (float) (0.5 + 0.4 * Math.sin(phase + slope * (x + 0.5 * y)));
          lowRes[(p * low + y) * low + x] = value;
          for (int i = 0; i < 4; i++) {
            highRes[(p * high + 2 * y + i / 2) * high + 2 * x + i % 2] = value * value;
          }
        }
      }
    }
    return new PatchBatch(
        shape.samples(), shape.channels(), low, low, shape.scale(), lowRes, highRes);
  }
}
