package org.sr4j.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.image.ImageHeader;
import org.sr4j.data.image.ImageLimits;

/**
 * Decodes a whole folder once, on all cores, into memory: 3 bytes per pixel and the small copies.
 */
public final class TrainingPairs {

  /** Part of the heap that pictures may fill; the rest is for training itself. */
  private static final double SHARE_OF_HEAP = 0.7;

  private static final int LISTED = 20;

  private TrainingPairs() {}

  /**
   * @param scale factor of the low-resolution copies
   * @throws ImageException if the pictures do not fit into the heap (checked by their headers
   *     before decoding), or any cannot be used: all of them are listed with their reasons
   */
  public static List<TrainingPair> load(ImageFolder folder, int scale, ImageLimits limits) {
    return load(folder, scale, limits, Runtime.getRuntime().maxMemory());
  }

  static List<TrainingPair> load(ImageFolder folder, int scale, ImageLimits limits, long heap) {
    ConcurrentSkipListMap<Integer, ImageException> bad = new ConcurrentSkipListMap<>();
    double[] bytes = new double[folder.size()];
    for (int i = 0; i < bytes.length; i++) {
      try {
        ImageHeader header = ImageFiles.header(folder.files().get(i), limits);
        bytes[i] = header.pixels() * 3.0 * (1 + 1.0 / (scale * scale));
      } catch (ImageException e) {
        bad.put(i, e);
      }
    }
    checkMemory(folder, IntStream.range(0, bytes.length).mapToDouble(i -> bytes[i]).sum(), heap);
    TrainingPair[] pairs = new TrainingPair[folder.size()];
    IntStream.range(0, pairs.length)
        .parallel()
        .filter(i -> !bad.containsKey(i))
        .forEach(
            i -> {
              try {
                pairs[i] =
                    TrainingPair.of(
                        folder.name(i), ImageFiles.read(folder.files().get(i), limits), scale);
              } catch (ImageException e) {
                bad.put(i, e);
              }
            });
    if (!bad.isEmpty()) {
      throw refused(folder, new ArrayList<>(bad.values()));
    }
    return List.of(pairs);
  }

  private static void checkMemory(ImageFolder folder, double bytes, long heap) {
    if (bytes > SHARE_OF_HEAP * heap) {
      throw new ImageException(
          Problem.cannot("load the training pictures")
              .at(folder.root())
              .got(mebibytes(bytes) + " for " + folder.size() + " pictures")
              .expected(
                  "at most " + mebibytes(SHARE_OF_HEAP * heap) + " of a heap of " + mebibytes(heap))
              .advice("Give Java more memory (-Xmx) or train on fewer pictures."));
    }
  }

  private static ImageException refused(ImageFolder folder, List<ImageException> bad) {
    String reasons =
        bad.stream().limit(LISTED).map(Throwable::getMessage).collect(Collectors.joining("\n  "));
    String more = bad.size() > LISTED ? "\n  and " + (bad.size() - LISTED) + " more" : "";
    ImageException failure =
        new ImageException(
            Problem.cannot("load the training pictures")
                .at(folder.root())
                .got(bad.size() + " of " + folder.size() + " pictures that cannot be used")
                .advice("Remove or replace:\n  " + reasons + more));
    bad.forEach(failure::addSuppressed);
    return failure;
  }

  private static String mebibytes(double bytes) {
    return Math.round(bytes / (1 << 20)) + " MiB";
  }
}
