package org.sr4j.models.network.dyconvsr;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * What a {@link DyConvSr} is built from; the defaults are the paper's network but for the anchor.
 *
 * @param features channels of the trunk (32)
 * @param blocks dynamic convolutions in the trunk (1)
 * @param kernels kernels of each dynamic convolution, K (4)
 * @param temperature divisor of the attention's logits before the softmax (30)
 * @param anchor how the input is repeated for the image-space skip (NEAREST)
 * @param dynamic dynamic convolution, or a plain one for the ablation
 * @param highFrequency the high-frequency branch
 * @param spatialAttention the spatial attention before the shuffle
 * @param globalSkip the image-space skip
 * @param body block of the trunk (DYNAMIC)
 */
public record DyConvSrOptions(
    int features,
    int blocks,
    int kernels,
    double temperature,
    Anchor anchor,
    boolean dynamic,
    boolean highFrequency,
    boolean spatialAttention,
    boolean globalSkip,
    Body body) {

  /** The block that the trunk repeats; all but the first are the paper's other candidates. */
  public enum Body {
    /** Dynamic convolution, or a plain one if {@code dynamic} is off, and GELU. */
    DYNAMIC,
    /** Information multi-distillation block of IMDN. */
    IMDB,
    /** Residual feature distillation block of RFDN. */
    RFDB,
    /** RT4KSR's block, in its trained form. */
    RT4KSR
  }

  /** Which input channel each channel of the skip repeats. */
  public enum Anchor {
    /**
     * As the released code has it: channel {@code k} repeats input {@code k mod 3}, so that the
     * shuffle mixes the colours of a pixel's cell.
     */
    AS_RELEASED,
    /** Channel {@code k} repeats input {@code k div s^2}: nearest-neighbour enlargement. */
    NEAREST
  }

  private static final int IMDB_REDUCTION = 16;

  public DyConvSrOptions {
    if (features < 4 || features % 4 != 0) {
      throw invalid("features", features, "a positive multiple of 4 (the attention's reduction)");
    }
    if (blocks < 1) {
      throw invalid("blocks", blocks, "1 or more");
    }
    if (kernels < 1) {
      throw invalid("kernels", kernels, "1 or more");
    }
    if (!(temperature > 0)) {
      throw invalid("temperature", temperature, "a positive number");
    }
    if (body == null) {
      throw invalid("body", null, "DYNAMIC, IMDB, RFDB or RT4KSR");
    }
    if (body == Body.IMDB && features % IMDB_REDUCTION != 0) {
      throw invalid("features", features, "a multiple of 16 with the body IMDB");
    }
    if (anchor == null) {
      throw invalid("anchor", null, "AS_RELEASED or NEAREST");
    }
  }

  private static OptionsException invalid(String name, Object got, String expected) {
    return new OptionsException(
        Problem.cannot("build DyConvSR").at(name).got(got).expected(expected));
  }

  /** The paper's network, 59 970 parameters at x2, with a skip that keeps colours apart. */
  public static DyConvSrOptions defaults() {
    return new DyConvSrOptions(32, 1, 4, 30, Anchor.NEAREST, true, true, true, true, Body.DYNAMIC);
  }

  /** A small variant for contract tests. */
  public static DyConvSrOptions tiny() {
    return new DyConvSrOptions(4, 1, 2, 30, Anchor.NEAREST, true, true, true, true, Body.DYNAMIC);
  }

  public DyConvSrOptions withAnchor(Anchor other) {
    return new DyConvSrOptions(
        features,
        blocks,
        kernels,
        temperature,
        other,
        dynamic,
        highFrequency,
        spatialAttention,
        globalSkip,
        body);
  }
}
