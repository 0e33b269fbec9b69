package org.sr4j.models.engine.vector.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.sr4j.models.engine.vector.kernel.ConvolutionKernel;
import org.sr4j.models.engine.vector.kernel.ConvolutionSpec;
import org.sr4j.models.engine.vector.kernel.KernelSelector;

/** The convolutions of one program with weights packed, each made once for all sizes. */
public final class Kernels {

  /** A convolution ready to run. */
  record Packed(ConvolutionSpec spec, ConvolutionKernel kernel) {}

  private final Map<String, Packed> kernels = new HashMap<>();

  /**
   * @param key what is computed: the last operation's name, and how much of the program is fused
   */
  Packed get(String key, Supplier<ConvolutionSpec> spec) {
    return kernels.computeIfAbsent(key, k -> make(spec.get()));
  }

  static Packed make(ConvolutionSpec spec) {
    return new Packed(spec, KernelSelector.select(spec));
  }
}
