package org.sr4j.models.train.config;

import java.nio.file.Path;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * What the network learns from. Relative paths are relative to the working directory.
 *
 * @param train folder of high-resolution pictures (PNG, JPEG)
 * @param validation folder of high-resolution pictures to choose weights by; none: no validation
 * @param patch height and width of a low-resolution patch (default 48)
 * @param batch patches per step (default 16)
 * @param workers threads that make batches ahead (default 1)
 * @param augment whether patches are flipped and rotated by quarter turns (default true)
 * @param smoothPatchThreshold patches whose standard deviation of green (or luma), in 8-bit steps,
 *     is lower are drawn again; 0 keeps all (default 0)
 */
public record DataConfig(
    Path train,
    Path validation,
    Integer patch,
    Integer batch,
    Integer workers,
    Boolean augment,
    Double smoothPatchThreshold) {

  public DataConfig {
    Check.given("data.train", train);
    patch = (int) Check.atLeast(1, "data.patch", patch, 48);
    batch = (int) Check.atLeast(1, "data.batch", batch, 16);
    workers = (int) Check.atLeast(1, "data.workers", workers, 1);
    augment = augment == null || augment;
    smoothPatchThreshold = smoothPatchThreshold == null ? 0.0 : smoothPatchThreshold;
    if (!(smoothPatchThreshold >= 0) || smoothPatchThreshold.isInfinite()) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at("data.smooth-patch-threshold")
              .got(smoothPatchThreshold)
              .expected("at least 0"));
    }
  }
}
