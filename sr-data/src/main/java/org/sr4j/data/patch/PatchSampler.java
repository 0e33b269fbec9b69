package org.sr4j.data.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.dataset.TrainingPair;

/**
 * Random patches of training pictures.
 *
 * <p>Batch k is a function of the pictures, the options (with their seed) and k alone: workers need
 * no common state, and training resumes where it stopped by asking for the next index. Every
 * picture is used once per epoch of as many patches as there are pictures; the place in it is
 * uniform over the low-resolution grid, so both halves of a patch fit exactly. Thread-safe.
 */
public final class PatchSampler {

  private final List<TrainingPair> pairs;
  private final PatchOptions options;
  private final PictureOrder order;
  private final PatchCutter cutter;

  /**
   * @param pairs of the options' scale, all at least as large as a patch
   * @throws ImageException if some are not; all of them are listed
   */
  public PatchSampler(List<TrainingPair> pairs, PatchOptions options) {
    this.pairs = List.copyOf(pairs);
    this.options = options;
    this.order = new PictureOrder(pairs.size(), options.seed());
    this.cutter = new PatchCutter(options);
    List<String> unfit = new ArrayList<>();
    for (TrainingPair pair : pairs) {
      int side = Math.min(pair.highRes().width(), pair.highRes().height());
      if (pair.scale() != options.scale() || side < options.highResSize()) {
        unfit.add(
            pair.name()
                + " ("
                + pair.highRes().width()
                + "x"
                + pair.highRes().height()
                + ", scale "
                + pair.scale()
                + ")");
      }
    }
    if (pairs.isEmpty() || !unfit.isEmpty()) {
      int side = options.highResSize();
      throw new ImageException(
          Problem.cannot("draw patches")
              .got(pairs.isEmpty() ? "no pictures" : String.join(", ", unfit))
              .expected(
                  "pictures of at least " + side + "x" + side + " at scale " + options.scale()));
    }
  }

  public PatchOptions options() {
    return options;
  }

  /**
   * @param index from 0
   * @return always the same for the same index; its arrays belong to the caller
   */
  public PatchBatch batch(long index) {
    int count = options.batchSize();
    int channels = options.colour().channels();
    int low = options.lowResSize();
    int high = options.highResSize();
    PatchBatch batch =
        new PatchBatch(
            count,
            channels,
            low,
            low,
            options.scale(),
            new float[count * channels * low * low],
            new float[count * channels * high * high]);
    for (int n = 0; n < count; n++) {
      long patch = index * count + n;
      SplittableRandom random = Streams.of(options.seed(), patch);
      Place place = draw(patch, random);
      cutter.cut(place.pair, place.x, place.y, options.augmentation().draw(random), batch, n);
    }
    return batch;
  }

  private record Place(TrainingPair pair, int x, int y) {}

  /** First half of the draws from the epoch's picture; a wholly smooth one yields to others. */
  private Place draw(long patch, SplittableRandom random) {
    TrainingPair pair = pairs.get(order.picture(patch));
    Place best = null;
    double mostDetail = -1;
    for (int i = 0; i < options.draws() && mostDetail < options.minDetail(); i++) {
      if (i >= (options.draws() + 1) / 2) {
        pair = pairs.get(random.nextInt(pairs.size()));
      }
      int x = random.nextInt(pair.lowRes().width() - options.lowResSize() + 1);
      int y = random.nextInt(pair.lowRes().height() - options.lowResSize() + 1);
      double detail = detail(pair, x, y);
      if (detail > mostDetail) {
        mostDetail = detail;
        best = new Place(pair, x, y);
      }
    }
    return best;
  }

  private double detail(TrainingPair pair, int x, int y) {
    int scale = options.scale();
    return options.minDetail() == 0
        ? 0
        : Detail.meanAbsoluteLaplacian(pair.highRes(), x * scale, y * scale, options.highResSize());
  }
}
