package org.sr4j.models.network.lkdn;

import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Lkdn} is built from; the defaults are the paper's.
 *
 * @param features channels of the trunk (56), even
 * @param blocks large kernel distillation blocks (8)
 * @param inputCopies how often the picture enters the first convolution (4)
 */
public record LkdnOptions(int features, int blocks, int inputCopies) {

  public LkdnOptions {
    OptionRules rules = new OptionRules("LKDN");
    rules.require(
        features >= 2 && features % 2 == 0, "features", features, "a positive even number");
    rules.atLeast("blocks", blocks, 1);
    rules.atLeast("inputCopies", inputCopies, 1);
  }

  public static LkdnOptions defaults() {
    return new LkdnOptions(56, 8, 4);
  }

  /** A small variant for contract tests. */
  public static LkdnOptions tiny() {
    return new LkdnOptions(4, 1, 2);
  }
}
