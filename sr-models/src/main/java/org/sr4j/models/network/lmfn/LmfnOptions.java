package org.sr4j.models.network.lmfn;

import org.sr4j.layers.block.InteractiveFeatureFusion;
import org.sr4j.layers.conv.DynamicSnakeConv.OffsetNorm;
import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Lmfn} is built from. The paper leaves most of it open and has no public code;
 * every default that it does not print is marked as this library's reading.
 *
 * @param features channels of the trunk (48; reading: the widths 48 and 64 suit the official snake
 *     convolution, 56 only without output normalisation)
 * @param order the blocks by their cells: L large kernel attention, M multi-scale modulation, I
 *     interactive fusion ({@code LMLMLMLI}; reading: L and M alternate, which is printed, I last)
 * @param inputCopies how often the picture enters the first convolution (4, as in LKDN)
 * @param modulation what the levels of M are (SNAKE; SAFM is the module that it grew from)
 * @param kernel taps of the snake convolutions, odd (3; reading: the official default, 9, reads
 *     eight times as much)
 * @param direction where the snake convolutions lie at rest (ALTERNATING; reading)
 * @param offsetNorm normalisation of the snakes' steps (GROUP, the later official code; reading)
 * @param outputNorm whether group normalisation and ReLU follow a snake convolution (true, as in
 *     the official code; reading)
 * @param fusion how I combines attention and modulation (INTERACTIVE; the others are ablations)
 * @param expanding whether I's first 1x1 convolution doubles the channels (true; reading)
 */
public record LmfnOptions(
    int features,
    String order,
    int inputCopies,
    Modulation modulation,
    int kernel,
    SnakeDirection direction,
    OffsetNorm offsetNorm,
    boolean outputNorm,
    Fusion fusion,
    boolean expanding) {

  /** What convolves the levels of the multi-scale modulation. */
  public enum Modulation {
    /** Dynamic snake convolution. */
    SNAKE,
    /** Depthwise convolution: SAFMN's module, unchanged. */
    SAFM
  }

  /** Where the strips of the snake convolutions lie at rest. */
  public enum SnakeDirection {
    /** Along x on even levels, along y on odd ones. */
    ALTERNATING,
    HORIZONTAL,
    VERTICAL,
    /** The mean of one of each, on every level. */
    BOTH
  }

  /** How the two halves l and m of the interactive fusion become one map. */
  public enum Fusion {
    /** Attention, then modulation, each with the mean of both halves added: eqs. (6) to (8). */
    INTERACTIVE,
    /** The first of these steps alone. */
    LKA_ONLY,
    /** The second of these steps alone. */
    MSM_ONLY,
    /** Each half through attention and then modulation; no means. */
    SERIAL,
    /** l through attention, m through modulation; no means. */
    PARALLEL
  }

  /** Channel groups of a modulation. */
  static final int LEVELS = 4;

  public LmfnOptions {
    OptionRules rules = new OptionRules("LMFN");
    rules.atLeast("features", features, 1);
    rules.require(order != null && order.matches("[LMI]+"), "order", order, "letters L, M and I");
    rules.atLeast("inputCopies", inputCopies, 1);
    rules.present("modulation", modulation);
    rules.require(kernel >= 1 && kernel % 2 == 1, "kernel", kernel, "an odd number");
    rules.present("direction", direction);
    rules.present("offsetNorm", offsetNorm);
    rules.present("fusion", fusion);
    // The halves of the interactive fusion are themselves split into levels.
    int multiple = order.contains("I") ? (expanding ? 2 : 4) * LEVELS : LEVELS;
    rules.require(
        features % (order.matches("L+") ? 2 : multiple) == 0,
        "features",
        features,
        "a multiple of " + (order.matches("L+") ? 2 : multiple) + " with the order " + order);
    if (modulation == Modulation.SNAKE && outputNorm) {
      if (order.contains("M")) {
        requireGroups(rules, features, features / LEVELS);
      }
      if (order.contains("I")) {
        requireGroups(rules, features, features / multiple);
      }
    }
  }

  /** Group normalisation of a level has a group for each 4 channels. */
  private static void requireGroups(OptionRules rules, int features, int level) {
    rules.require(
        level % Math.max(1, level / 4) == 0,
        "features",
        features,
        "levels of a multiple of "
            + Math.max(1, level / 4)
            + " channels, not of "
            + level
            + ", or outputNorm false");
  }

  public static LmfnOptions defaults() {
    return new LmfnOptions(
        48,
        "LMLMLMLI",
        4,
        Modulation.SNAKE,
        3,
        SnakeDirection.ALTERNATING,
        OffsetNorm.GROUP,
        true,
        Fusion.INTERACTIVE,
        true);
  }

  /** A small variant for contract tests. */
  public static LmfnOptions tiny() {
    return new LmfnOptions(
        8,
        "LMI",
        2,
        Modulation.SNAKE,
        3,
        SnakeDirection.ALTERNATING,
        OffsetNorm.GROUP,
        true,
        Fusion.INTERACTIVE,
        true);
  }

  /** Least height and width of the input: the coarsest level keeps a pixel. */
  int minSize() {
    return order.matches("L+") ? 1 : InteractiveFeatureFusion.MIN_SIZE;
  }

  boolean isLocal() {
    return order.matches("L+");
  }
}
