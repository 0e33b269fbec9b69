package org.sr4j.data.patch;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ValueRange;
import org.sr4j.data.augment.Augmentation;

/**
 * How patches are drawn.
 *
 * @param scale factor between low and high resolution
 * @param highResSize height and width of a high-resolution patch; a multiple of {@code scale}
 * @param batchSize patches per batch
 * @param colour RGB, or the luma of {@link org.sr4j.data.image.Luma}
 * @param range of the samples: {@code [0,1]} or {@code [0,255]}
 * @param augmentation flips and rotations
 * @param lowRes where the low-resolution patch comes from
 * @param minDetail least mean absolute Laplacian (green, in 8-bit levels) of a high-resolution
 *     patch; smoother ones are drawn again; 0 takes all
 * @param draws after so many smooth patches the most detailed of them is taken
 * @param seed of every random choice
 */
public record PatchOptions(
    int scale,
    int highResSize,
    int batchSize,
    ColourMode colour,
    ValueRange range,
    Augmentation augmentation,
    LowResSource lowRes,
    double minDetail,
    int draws,
    long seed) {

  public PatchOptions {
    check(scale >= 1, "scale", scale, "at least 1");
    check(
        highResSize >= scale && highResSize % scale == 0,
        "highResSize",
        highResSize,
        "a multiple of the scale " + scale);
    check(batchSize >= 1, "batchSize", batchSize, "at least 1");
    check(minDetail >= 0 && minDetail <= 255, "minDetail", minDetail, "0 to 255");
    check(draws >= 1, "draws", draws, "at least 1");
  }

  /** RGB in {@code [0,1]}, all symmetries, cached low resolution, no smoothness filter. */
  public static PatchOptions of(int scale, int highResSize, int batchSize, long seed) {
    return new PatchOptions(
        scale,
        highResSize,
        batchSize,
        ColourMode.RGB,
        ValueRange.UNIT,
        Augmentation.ALL,
        LowResSource.WHOLE_PICTURE_8_BIT,
        0,
        16,
        seed);
  }

  private static void check(boolean ok, String name, Object got, String expected) {
    if (!ok) {
      throw new OptionsException(
          Problem.cannot("draw patches").at(name).got(got).expected(expected));
    }
  }

  public PatchOptions withColour(ColourMode other) {
    return new PatchOptions(
        scale, highResSize, batchSize, other, range, augmentation, lowRes, minDetail, draws, seed);
  }

  public PatchOptions withRange(ValueRange other) {
    return new PatchOptions(
        scale, highResSize, batchSize, colour, other, augmentation, lowRes, minDetail, draws, seed);
  }

  public PatchOptions withAugmentation(Augmentation other) {
    return new PatchOptions(
        scale, highResSize, batchSize, colour, range, other, lowRes, minDetail, draws, seed);
  }

  public PatchOptions withLowRes(LowResSource other) {
    return new PatchOptions(
        scale, highResSize, batchSize, colour, range, augmentation, other, minDetail, draws, seed);
  }

  public PatchOptions withMinDetail(double other) {
    return new PatchOptions(
        scale, highResSize, batchSize, colour, range, augmentation, lowRes, other, draws, seed);
  }

  public int lowResSize() {
    return highResSize / scale;
  }
}
