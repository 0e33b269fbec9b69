package org.sr4j.models.network.lapsrn;

import org.sr4j.models.network.OptionRules;

/**
 * What a {@link LapSrn} is built from; the defaults are the released network.
 *
 * @param depth convolutions of each level's feature branch (10)
 * @param features channels (64)
 */
public record LapSrnOptions(int depth, int features) {

  public LapSrnOptions {
    OptionRules rules = new OptionRules("LapSRN");
    rules.atLeast("depth", depth, 1);
    rules.atLeast("features", features, 1);
  }

  public static LapSrnOptions defaults() {
    return new LapSrnOptions(10, 64);
  }

  /** A small variant for contract tests. */
  public static LapSrnOptions tiny() {
    return new LapSrnOptions(1, 4);
  }
}
