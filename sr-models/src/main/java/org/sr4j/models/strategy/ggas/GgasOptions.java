package org.sr4j.models.strategy.ggas;

import org.sr4j.layers.attention.GlobalAttentionBlock;

/**
 * Options of {@link Ggas}.
 *
 * @param kernel side K of the depthwise convolution's kernel, odd (7)
 * @param init {@code PAPER}, or {@code IDENTITY}: the attention map begins as ones, so that a
 *     trained network goes on from its own output
 */
public record GgasOptions(int kernel, GlobalAttentionBlock.Init init) {

  /** One channel stands for those that the network will have. */
  private static final int ANY = 1;

  /**
   * @throws org.sr4j.api.error.OptionsException as {@link GlobalAttentionBlock}
   */
  public GgasOptions {
    new GlobalAttentionBlock(ANY, kernel, false, init);
  }

  /** The paper's: K = 7. */
  public static GgasOptions defaults() {
    return new GgasOptions(7, GlobalAttentionBlock.Init.PAPER);
  }

  /** The attention of a shallow feature of {@code channels}. */
  public GlobalAttentionBlock block(int channels) {
    return new GlobalAttentionBlock(channels, kernel, false, init);
  }
}
