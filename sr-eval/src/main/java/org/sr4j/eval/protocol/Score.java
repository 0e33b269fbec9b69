package org.sr4j.eval.protocol;

import java.util.Collection;

/**
 * What a protocol says of one picture, or the mean over pictures.
 *
 * @param psnr decibels; {@link Double#POSITIVE_INFINITY} for a perfect picture
 * @param ssim mean structural similarity, at most 1
 */
public record Score(double psnr, double ssim) {

  /** Mean of the values of each picture: decibels are averaged, as in every published table. */
  public static Score mean(Collection<Score> scores) {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("mean of no scores");
    }
    return new Score(
        scores.stream().mapToDouble(Score::psnr).sum() / scores.size(),
        scores.stream().mapToDouble(Score::ssim).sum() / scores.size());
  }
}
