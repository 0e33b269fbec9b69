package org.sr4j.eval.benchmark;

import java.util.Map;
import org.sr4j.eval.protocol.Protocol;

/** Enlargement by a rule instead of a network: the first row of every table. */
public final class Interpolation {

  private Interpolation() {}

  /** The rows named "bicubic": the protocol's upsampler as a model. */
  public static Subject bicubic(Protocol protocol, int scale) {
    return new Subject(
        "bicubic", "java", Map.of(), lowRes -> protocol.upsampler().up(lowRes, scale));
  }
}
