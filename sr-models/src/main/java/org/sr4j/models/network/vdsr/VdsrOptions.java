package org.sr4j.models.network.vdsr;

import org.sr4j.api.model.ColourMode;
import org.sr4j.models.network.OptionRules;

/**
 * What a {@link Vdsr} is built from; the defaults are the paper's.
 *
 * @param colour luma or RGB
 * @param depth convolutions (20)
 * @param features channels (64)
 * @param bias whether the convolutions have a bias
 */
public record VdsrOptions(ColourMode colour, int depth, int features, boolean bias) {

  public VdsrOptions {
    OptionRules rules = new OptionRules("VDSR");
    rules.present("colour", colour);
    rules.atLeast("depth", depth, 3);
    rules.atLeast("features", features, 1);
  }

  public static VdsrOptions defaults() {
    return new VdsrOptions(ColourMode.Y, 20, 64, true);
  }

  /** A small variant for contract tests. */
  public static VdsrOptions tiny() {
    return new VdsrOptions(ColourMode.Y, 3, 4, true);
  }
}
