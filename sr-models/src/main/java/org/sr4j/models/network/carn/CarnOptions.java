package org.sr4j.models.network.carn;

import org.sr4j.models.network.OptionRules;

/**
 * What a {@link Carn} is built from; the defaults are CARN for one scale.
 *
 * @param mobile efficient residual blocks of grouped convolutions, shared inside a cascading block
 *     (CARN-M)
 * @param groups of the efficient blocks and of the upsampler (4 in CARN-M, 1 in CARN)
 * @param multiScale one network with the upsamplers of x2, x3 and x4
 * @param features channels (64)
 */
public record CarnOptions(boolean mobile, int groups, boolean multiScale, int features) {

  public CarnOptions {
    OptionRules rules = new OptionRules("CARN");
    rules.atLeast("features", features, 1);
    rules.divides("groups", groups, features);
  }

  public static CarnOptions carn() {
    return new CarnOptions(false, 1, false, 64);
  }

  /** CARN-M as released: one network for all scales. */
  public static CarnOptions carnM() {
    return new CarnOptions(true, 4, true, 64);
  }

  /** A small variant for contract tests. */
  public CarnOptions tiny() {
    return new CarnOptions(mobile, mobile ? 2 : 1, multiScale, 4);
  }
}
