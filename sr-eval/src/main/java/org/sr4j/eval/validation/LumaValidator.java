package org.sr4j.eval.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.metric.Validator;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/**
 * Luma PSNR and SSIM by {@link Protocol#C}, the protocol of most published tables, so that a
 * training run's curve can be compared with them. Keeps the best {@code psnr-y}.
 */
public final class LumaValidator implements Validator {

  private static final String PSNR = "psnr-y";
  private static final String SSIM = "ssim-y";

  @Override
  public String primary() {
    return PSNR;
  }

  /**
   * @throws ImageException if the sizes differ or less than 11x11 pixels are left inside a border
   *     of {@code scale}
   */
  @Override
  public Map<String, Double> score(Pixels superResolved, Pixels reference, int scale) {
    Score score = Protocol.C.score(superResolved, reference, scale);
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(PSNR, score.psnr());
    scores.put(SSIM, score.ssim());
    return scores;
  }
}
