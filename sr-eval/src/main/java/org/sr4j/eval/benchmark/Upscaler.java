package org.sr4j.eval.benchmark;

import org.sr4j.api.image.Pixels;

/** What enlarges pictures by the factor that is measured: a network, or an interpolation. */
@FunctionalInterface
public interface Upscaler {

  /**
   * @param lowRes RGB, opaque, samples in {@code [0,1]}; a grey file arrives as R = G = B
   * @return the picture enlarged; samples may leave {@code [0,1]}, the protocol clamps and rounds
   */
  Pixels upscale(Pixels lowRes);
}
