package org.sr4j.models.network.edsr;

import org.sr4j.models.network.OptionRules;

/**
 * What a {@link ShallowEdsr} is built from; the defaults are the baseline of the table of
 * attentions.
 *
 * @param blocks residual blocks (8)
 * @param features channels of the trunk (64)
 * @param attention the module after the last block (NONE)
 */
public record ShallowEdsrOptions(int blocks, int features, Attention attention) {

  /** An attention over the trunk's output; the network has one. */
  public enum Attention {
    NONE,
    /** Channel attention (RCAN), reduction 16. */
    CA,
    /** Contrast-aware channel attention (IMDN), reduction 16. */
    CCA,
    /** Spatial attention of mean and maximum, 7x7, without normalisation. */
    SA,
    /** Spatial attention as in CBAM, with batch normalisation. */
    CBAM_SA,
    /** Enhanced spatial attention (RFANet) with a sixteenth of the channels inside. */
    ESA
  }

  /** Reduction of the channel attentions, and of the channels inside ESA. */
  static final int REDUCTION = 16;

  public ShallowEdsrOptions {
    OptionRules rules = new OptionRules("EDSR, shallow");
    rules.atLeast("blocks", blocks, 1);
    rules.atLeast("features", features, 1);
    rules.present("attention", attention);
    boolean reduced =
        attention == Attention.CA || attention == Attention.CCA || attention == Attention.ESA;
    rules.require(
        !reduced || features % REDUCTION == 0,
        "features",
        features,
        "a multiple of " + REDUCTION + " with the attention " + attention);
  }

  public static ShallowEdsrOptions defaults() {
    return new ShallowEdsrOptions(8, 64, Attention.NONE);
  }

  /** A small variant for contract tests. */
  public static ShallowEdsrOptions tiny() {
    return new ShallowEdsrOptions(1, 4, Attention.SA);
  }
}
