package org.sr4j.models.train.batch;

import java.util.List;
import java.util.SplittableRandom;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.image.Quantisation;

/**
 * Batches of random patches of pictures: every low-resolution pixel of the set is equally likely to
 * be in a patch, edges aside. Flips and quarter turns if wanted. A batch depends on seed and index
 * alone.
 */
final class PairPatches implements BatchSource {

  /** Draws before a smooth patch is taken all the same. */
  private static final int DRAWS = 20;

  private final List<PicturePair> pictures;
  private final long[] areas;
  private final BatchShape shape;
  private final boolean augment;
  private final double smoothPatchThreshold;
  private final long seed;

  /**
   * @param pictures all at least as large as a patch
   * @param smoothPatchThreshold least standard deviation of the middle plane (green, or luma) of a
   *     low-resolution patch, in 8-bit steps; 0 takes every patch
   */
  PairPatches(
      List<PicturePair> pictures,
      BatchShape shape,
      boolean augment,
      double smoothPatchThreshold,
      long seed) {
    this.pictures = pictures;
    this.shape = shape;
    this.augment = augment;
    this.smoothPatchThreshold = smoothPatchThreshold;
    this.seed = seed;
    this.areas = new long[pictures.size()];
    long sum = 0;
    for (int i = 0; i < areas.length; i++) {
      BytePlanes low = pictures.get(i).lowRes();
      sum += (long) low.width() * low.height();
      areas[i] = sum;
    }
  }

  @Override
  public Batch batch(long index) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index).split();
    int low = shape.channels() * shape.patch() * shape.patch();
    int high = low * shape.scale() * shape.scale();
    Batch batch = new Batch(new float[shape.samples() * low], new float[shape.samples() * high]);
    for (int n = 0; n < shape.samples(); n++) {
      Place place = draw(random);
      int turn = augment ? random.nextInt(8) : 0;
      int s = shape.scale();
      int side = shape.patch();
      copy(place.pair.lowRes(), place.x, place.y, side, turn, batch.lowRes(), n * low);
      copy(
          place.pair.highRes(),
          place.x * s,
          place.y * s,
          side * s,
          turn,
          batch.highRes(),
          n * high);
    }
    return batch;
  }

  private record Place(PicturePair pair, int x, int y) {}

  private Place draw(SplittableRandom random) {
    Place place = null;
    for (int i = 0; i < DRAWS; i++) {
      long pixel = random.nextLong(areas[areas.length - 1]);
      int picture = 0;
      while (areas[picture] <= pixel) {
        picture++;
      }
      PicturePair pair = pictures.get(picture);
      int x = random.nextInt(pair.lowRes().width() - shape.patch() + 1);
      int y = random.nextInt(pair.lowRes().height() - shape.patch() + 1);
      place = new Place(pair, x, y);
      if (smoothPatchThreshold == 0
          || deviation(pair.lowRes(), x, y, shape.patch()) >= smoothPatchThreshold) {
        break;
      }
    }
    return place;
  }

  private static double deviation(BytePlanes planes, int x, int y, int side) {
    byte[] plane = planes.plane(planes.channels() / 2);
    long sum = 0;
    long squares = 0;
    for (int row = y; row < y + side; row++) {
      for (int i = row * planes.width() + x; i < row * planes.width() + x + side; i++) {
        int value = plane[i] & 0xff;
        sum += value;
        squares += value * value;
      }
    }
    double count = (double) side * side;
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  /**
   * Copies a square, turned.
   *
   * @param turn bit 0 flips columns, bit 1 flips rows, bit 2 swaps the two: all eight symmetries
   */
  private static void copy(
      BytePlanes planes, int x, int y, int side, int turn, float[] target, int offset) {
    for (int c = 0; c < planes.channels(); c++) {
      byte[] plane = planes.plane(c);
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int a = (turn & 4) == 0 ? row : column;
          int b = (turn & 4) == 0 ? column : row;
          int fromRow = y + ((turn & 2) == 0 ? a : side - 1 - a);
          int fromColumn = x + ((turn & 1) == 0 ? b : side - 1 - b);
          target[offset++] = Quantisation.from8Bit(plane[fromRow * planes.width() + fromColumn]);
        }
      }
    }
  }
}
