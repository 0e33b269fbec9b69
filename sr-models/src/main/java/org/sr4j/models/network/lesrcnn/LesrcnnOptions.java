package org.sr4j.models.network.lesrcnn;

import org.sr4j.models.network.OptionRules;

/**
 * What a {@link Lesrcnn} is built from; the defaults are the released network for one scale.
 *
 * @param trunk which layers the information extraction and enhancement block has
 * @param reconstruction whether the enlarged features are of the first and the last trunk layer
 *     (RB), or of the last alone
 * @param refinement whether four convolutions refine the enlarged features (IRB)
 * @param upsamplerGroups groups of the upsampler: 1 as released, 4 for the paper's parameter count
 * @param multiScale one network with the upsamplers of x2, x3 and x4 (LESRCNN-S)
 * @param bug16 in the enhanced trunk, both halves of layer 16 use the 3x3 convolution, as its
 *     released code has it
 * @param features channels (64)
 */
public record LesrcnnOptions(
    Trunk trunk,
    boolean reconstruction,
    boolean refinement,
    int upsamplerGroups,
    boolean multiScale,
    boolean bug16,
    int features) {

  /** The 17 layers of the trunk. */
  public enum Trunk {
    /** 3x3 throughout (the ablation "SN"). */
    HOMOGENEOUS,
    /** 3x3 and 1x1 in turn (the paper). */
    HETEROGENEOUS,
    /** As before, with the 3x3 layers 4 to 16 split into 3x3 and 5x5 halves (the 707K variant). */
    ENHANCED
  }

  public LesrcnnOptions {
    OptionRules rules = new OptionRules("LESRCNN");
    rules.present("trunk", trunk);
    rules.require(features >= 2 && features % 2 == 0, "features", features, "an even number");
    rules.divides("upsamplerGroups", upsamplerGroups, features);
    rules.require(
        !bug16 || trunk == Trunk.ENHANCED, "bug16", bug16, "false, or the ENHANCED trunk");
  }

  public static LesrcnnOptions lesrcnn() {
    return new LesrcnnOptions(Trunk.HETEROGENEOUS, true, true, 1, false, false, 64);
  }

  /** LESRCNN-S: one network for x2, x3 and x4. */
  public static LesrcnnOptions lesrcnnS() {
    return new LesrcnnOptions(Trunk.HETEROGENEOUS, true, true, 1, true, false, 64);
  }

  /** The enhanced variant, 707 968 parameters without the upsampler. */
  public static LesrcnnOptions enhanced() {
    return new LesrcnnOptions(Trunk.ENHANCED, true, true, 1, false, false, 64);
  }

  /** A small variant for contract tests. */
  public LesrcnnOptions tiny() {
    return new LesrcnnOptions(trunk, reconstruction, refinement, 2, multiScale, bug16, 4);
  }
}
