package org.sr4j.models.network.bicubic;

import org.sr4j.api.model.ColourMode;
import org.sr4j.models.network.OptionRules;

/**
 * What a {@link BicubicModel} is built from.
 *
 * @param colour RGB, or luma (the chroma of a luma network is enlarged by bicubic anyway)
 */
public record BicubicOptions(ColourMode colour) {

  public BicubicOptions {
    new OptionRules("bicubic").present("colour", colour);
  }

  public static BicubicOptions defaults() {
    return new BicubicOptions(ColourMode.RGB);
  }
}
