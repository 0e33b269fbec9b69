package org.sr4j.examples.plugin;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * What an {@link Espcn} is built from.
 *
 * @param first channels of the first layer (64)
 * @param second channels of the second layer (32)
 */
public record EspcnOptions(int first, int second) {

  public EspcnOptions {
    if (first < 1 || second < 1) {
      throw new OptionsException(
          Problem.cannot("build ESPCN")
              .got(first + " and " + second)
              .expected("1 channel or more"));
    }
  }
}
