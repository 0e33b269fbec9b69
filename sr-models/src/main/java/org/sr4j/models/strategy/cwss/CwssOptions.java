package org.sr4j.models.strategy.cwss;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.layers.scaling.ChannelWiseScaling;

/**
 * Options of {@link Cwss}.
 *
 * @param initial alpha at first; null for that of {@code init}: 0.9, or 1
 * @param shared whether all residuals of equal channels have one alpha; otherwise each has its own
 * @param longSkip whether the skip around the whole trunk is scaled too
 * @param init {@code PAPER}, or {@code IDENTITY}: alpha begins as 1, so that a trained network goes
 *     on from its own output
 */
public record CwssOptions(Double initial, boolean shared, boolean longSkip, Init init) {

  /** What a network is at first. */
  public enum Init {
    /** The paper's: alpha = 0.9. */
    PAPER,
    /** The network without the strategy: alpha = 1. */
    IDENTITY
  }

  /**
   * @throws OptionsException if alpha is not finite, or not 1 with {@code IDENTITY}
   */
  public CwssOptions {
    if (init == null) {
      throw refuse("init", "no value", "paper or identity");
    }
    if (initial != null && !Double.isFinite(initial)) {
      throw refuse("initial", initial, "a finite number");
    }
    if (initial != null && init == Init.IDENTITY && initial != 1) {
      throw refuse("initial", initial + " with init = identity", "1, or init = paper");
    }
  }

  /** The paper's: 0.9, an alpha per residual, the long skip left alone. */
  public static CwssOptions defaults() {
    return new CwssOptions(null, false, false, Init.PAPER);
  }

  private static OptionsException refuse(String option, Object got, String expected) {
    return new OptionsException(
        Problem.cannot("use the strategy cwss").at(option).got(got).expected(expected));
  }

  /** The scaling of one residual of {@code channels}. */
  public ChannelWiseScaling scaling(int channels) {
    if (initial != null) {
      return new ChannelWiseScaling(channels, initial);
    }
    return init == Init.IDENTITY
        ? new ChannelWiseScaling(channels, 1)
        : new ChannelWiseScaling(channels);
  }
}
