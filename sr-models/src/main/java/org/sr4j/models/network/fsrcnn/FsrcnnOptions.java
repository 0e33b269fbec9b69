package org.sr4j.models.network.fsrcnn;

import org.sr4j.api.model.ColourMode;
import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Fsrcnn} is built from; the defaults are the paper's FSRCNN(56, 12, 4) on luma.
 *
 * @param colour luma (the paper) or RGB (the strategies' paper)
 * @param features d, channels of the wide part (56)
 * @param shrunk s, channels of the thin part (12)
 * @param mappings m, 3x3 convolutions of the thin part (4)
 */
public record FsrcnnOptions(ColourMode colour, int features, int shrunk, int mappings) {

  public FsrcnnOptions {
    OptionRules rules = new OptionRules("FSRCNN");
    rules.present("colour", colour);
    rules.atLeast("features", features, 1);
    rules.atLeast("shrunk", shrunk, 1);
    rules.atLeast("mappings", mappings, 1);
  }

  public static FsrcnnOptions defaults() {
    return new FsrcnnOptions(ColourMode.Y, 56, 12, 4);
  }

  /** RGB with (56, 16, 6): 33 424 weights, the 33K of the strategies' paper. */
  public static FsrcnnOptions rgb33k() {
    return new FsrcnnOptions(ColourMode.RGB, 56, 16, 6);
  }

  /** A small variant for contract tests. */
  public static FsrcnnOptions tiny() {
    return new FsrcnnOptions(ColourMode.RGB, 6, 4, 1);
  }
}
