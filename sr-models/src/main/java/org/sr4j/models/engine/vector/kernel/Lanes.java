package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that all kernels compute with. A species wider than the processor's would not fail
 * but run boxed, hundreds of times slower, so the processor's own is taken, of at most a channel
 * block.
 */
final class Lanes {

  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > FeatureMap.CHANNEL_BLOCK
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Floats in a vector; divides {@link FeatureMap#CHANNEL_BLOCK}. */
  static final int COUNT = SPECIES.length();

  private Lanes() {}
}
