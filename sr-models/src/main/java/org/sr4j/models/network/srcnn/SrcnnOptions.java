package org.sr4j.models.network.srcnn;

import org.sr4j.api.model.ColourMode;
import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Srcnn} is built from; the defaults are the 9-5-5 network on luma.
 *
 * @param colour luma or RGB
 * @param middleKernel side of the second kernel: 5, or 1 for the first paper's 9-1-5
 */
public record SrcnnOptions(ColourMode colour, int middleKernel) {

  public SrcnnOptions {
    OptionRules rules = new OptionRules("SRCNN");
    rules.present("colour", colour);
    rules.require(
        middleKernel >= 1 && middleKernel % 2 == 1, "middleKernel", middleKernel, "an odd number");
  }

  public static SrcnnOptions defaults() {
    return new SrcnnOptions(ColourMode.Y, 5);
  }
}
