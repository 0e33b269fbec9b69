package org.sr4j.models.engine.vector.kernel;

import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that all kernels compute with. A species wider than the processor's would not fail
 * but run boxed, hundreds of times slower, so the processor's own is taken, of at most a channel
 * block.
 *
 * <p>The engine must use no other species: the compiler inlines a vector's methods by the classes
 * it has seen there, and a second one turns every operation of every kernel into a call that
 * allocates.
 */
final class Lanes {

  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > FeatureMap.CHANNEL_BLOCK
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Floats in a vector; divides {@link FeatureMap#CHANNEL_BLOCK}. */
  static final int COUNT = SPECIES.length();

  private static final boolean X86 = isX86(System.getProperty("os.arch", ""));

  /** Whether there are 32 vector registers (AVX-512, Arm) or 16. */
  static final boolean MANY_REGISTERS = COUNT == FeatureMap.CHANNEL_BLOCK || !X86;

  /** Without an instruction for it, Java computes {@code fma} by BigDecimal. */
  static final boolean FMA = COUNT >= 8 || !X86;

  private Lanes() {}

  /** {@code a*b + c}, rounded once where the processor can. */
  static FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
    return FMA ? a.fma(b, c) : a.mul(b).add(c);
  }

  private static boolean isX86(String architecture) {
    String name = architecture.toLowerCase(Locale.ROOT);
    return name.equals("amd64") || name.startsWith("x86") || name.matches("i[3-6]86");
  }
}
