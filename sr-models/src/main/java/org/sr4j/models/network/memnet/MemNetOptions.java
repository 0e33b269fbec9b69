package org.sr4j.models.network.memnet;

import org.sr4j.api.model.ColourMode;
import org.sr4j.models.network.OptionRules;

/**
 * What a {@link MemNet} is built from; the defaults are M6R6 on luma.
 *
 * @param colour luma (the paper) or RGB (the strategies' paper)
 * @param memoryBlocks M (6)
 * @param recursions R of each memory block (6)
 * @param features channels (64)
 */
public record MemNetOptions(ColourMode colour, int memoryBlocks, int recursions, int features) {

  public MemNetOptions {
    OptionRules rules = new OptionRules("MemNet");
    rules.present("colour", colour);
    rules.atLeast("memoryBlocks", memoryBlocks, 1);
    rules.atLeast("recursions", recursions, 1);
    rules.atLeast("features", features, 1);
  }

  public static MemNetOptions defaults() {
    return new MemNetOptions(ColourMode.Y, 6, 6, 64);
  }

  /** A small variant for contract tests. */
  public static MemNetOptions tiny() {
    return new MemNetOptions(ColourMode.RGB, 2, 1, 4);
  }
}
