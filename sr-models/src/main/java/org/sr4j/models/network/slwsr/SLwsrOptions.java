package org.sr4j.models.network.slwsr;

import org.sr4j.models.network.OptionRules;

/**
 * What an {@link SLwsr} is built from; the defaults are s-LWSR16.
 *
 * @param features n (16, 32, 64 or 128)
 * @param levels levels of the extractor with a fusion of their own: 4, or 2 for the paper's shallow
 *     variant
 * @param activations which blocks keep their ReLU
 * @param pool what the information pool gathers
 * @param compression which blocks are inverted residuals
 * @param preActivation the paper's eq. (1), which activates before the block and carries the
 *     activated feature in the skip; the released code activates between the convolutions
 * @param residualScale alpha of each residual branch (1 in the released code)
 */
public record SLwsrOptions(
    int features,
    int levels,
    Activations activations,
    Pool pool,
    Compression compression,
    boolean preActivation,
    double residualScale) {

  /** Which blocks keep their ReLU. */
  public enum Activations {
    /** All: what the released weights are for. */
    ALL,
    /** The twelve that the released code marks to keep (the paper's final model). */
    HALF,
    /** Every third block; the paper gives no positions. */
    THIRD,
    /** All but every third block; the paper gives no positions. */
    TWO_THIRDS,
    /** The first and the last block. */
    RARE
  }

  /** What the information pool gathers. */
  public enum Pool {
    /** No pool: the fusion joins with the extractor's feature alone, unweighted. */
    NONE,
    /** The shallow feature, the first block of the levels above the lowest, and the last block. */
    NORMAL,
    /** The shallow feature and the first ten blocks: eleven features. */
    FORMER_11
  }

  /** Which blocks are inverted residuals of expansion 1. */
  public enum Compression {
    NONE,
    EXTRACTOR,
    FUSION,
    /** The paper's compressed form: 124 323 parameters with 32 features at x4. */
    ALL
  }

  public SLwsrOptions {
    OptionRules rules = new OptionRules("s-LWSR");
    rules.atLeast("features", features, 1);
    rules.require(levels == 2 || levels == 4, "levels", levels, "2 or 4");
    rules.present("activations", activations);
    rules.present("pool", pool);
    rules.present("compression", compression);
    rules.positive("residualScale", residualScale);
    rules.require(
        pool != Pool.FORMER_11 || levels == 4, "pool", pool, "NONE or NORMAL where levels is 2");
  }

  public static SLwsrOptions of(int features) {
    return new SLwsrOptions(features, 4, Activations.ALL, Pool.NORMAL, Compression.NONE, false, 1);
  }

  /** A small variant for contract tests. */
  public static SLwsrOptions tiny() {
    return new SLwsrOptions(4, 2, Activations.ALL, Pool.NORMAL, Compression.NONE, false, 1);
  }

  public SLwsrOptions withLevels(int number) {
    return new SLwsrOptions(
        features, number, activations, pool, compression, preActivation, residualScale);
  }

  public SLwsrOptions withActivations(Activations kept) {
    return new SLwsrOptions(
        features, levels, kept, pool, compression, preActivation, residualScale);
  }

  public SLwsrOptions withPool(Pool other) {
    return new SLwsrOptions(
        features, levels, activations, other, compression, preActivation, residualScale);
  }

  public SLwsrOptions withCompression(Compression other) {
    return new SLwsrOptions(
        features, levels, activations, pool, other, preActivation, residualScale);
  }

  public SLwsrOptions withPreActivation() {
    return new SLwsrOptions(features, levels, activations, pool, compression, true, residualScale);
  }
}
