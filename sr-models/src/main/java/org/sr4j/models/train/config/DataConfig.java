package org.sr4j.models.train.config;

import java.nio.file.Path;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.patch.LowResSource;

/**
 * What the network learns from. Relative paths are relative to the working directory.
 *
 * @param train folder of high-resolution pictures (PNG, JPEG)
 * @param validation folder of high-resolution pictures to choose weights by; none: no validation
 * @param patch height and width of a low-resolution patch (default 48)
 * @param batch patches per step (default 16)
 * @param workers threads that make batches ahead (default 1)
 * @param augment whether patches are flipped and rotated by quarter turns (default true)
 * @param lowRes where low-resolution patches come from: {@code whole_picture_8_bit} (default) or
 *     {@code patch_unrounded}
 * @param minDetail least mean absolute Laplacian of a high-resolution patch, in 8-bit levels;
 *     smoother ones are drawn again; 0 takes all (default 0)
 */
public record DataConfig(
    Path train,
    Path validation,
    Integer patch,
    Integer batch,
    Integer workers,
    Boolean augment,
    LowResSource lowRes,
    Double minDetail) {

  public DataConfig {
    Check.given("data.train", train);
    patch = (int) Check.atLeast(1, "data.patch", patch, 48);
    batch = (int) Check.atLeast(1, "data.batch", batch, 16);
    workers = (int) Check.atLeast(1, "data.workers", workers, 1);
    augment = augment == null || augment;
    lowRes = lowRes == null ? LowResSource.WHOLE_PICTURE_8_BIT : lowRes;
    minDetail = minDetail == null ? 0.0 : minDetail;
    if (!(minDetail >= 0 && minDetail <= 255)) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at("data.min-detail")
              .got(minDetail)
              .expected("0 to 255"));
    }
  }
}
