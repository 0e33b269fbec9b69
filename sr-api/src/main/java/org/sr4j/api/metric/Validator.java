package org.sr4j.api.metric;

import java.util.Map;
import org.sr4j.api.image.Pixels;

/** Scores an enlarged picture against its reference; implementations say by which protocol. */
public interface Validator {

  /** Name of the score that training keeps the best of; larger is better. */
  String primary();

  /**
   * @param superResolved 8-bit picture as it would be written
   * @param reference picture of the same size
   * @return scores by name, e.g. {@code psnr-rgb -> 31.4}
   */
  Map<String, Double> score(Pixels superResolved, Pixels reference, int scale);
}
