package org.sr4j.models.engine.vector.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.sr4j.models.engine.vector.kernel.ConvolutionKernel;
import org.sr4j.models.engine.vector.kernel.ConvolutionSpec;
import org.sr4j.models.engine.vector.kernel.KernelSelector;
import org.sr4j.models.engine.vector.kernel.UpsamplingKernel;

/** The convolutions of one program with weights packed, each made once for sizes of one kind. */
public final class Kernels {

  /** A convolution ready to run. */
  record Packed(ConvolutionSpec spec, ConvolutionKernel kernel) {}

  private record Key(String name, boolean small) {}

  private final Map<Key, Packed> kernels = new HashMap<>();

  /**
   * @param name what is computed: the last operation's name, and how much of the program is fused
   * @param pixels of the map that is read
   */
  Packed get(String name, long pixels, Supplier<ConvolutionSpec> spec) {
    Key key = new Key(name, KernelSelector.isSmall(pixels));
    return kernels.computeIfAbsent(key, k -> make(spec.get(), pixels));
  }

  /** Two convolutions that are done as one. */
  Packed get(
      String name, long pixels, Supplier<ConvolutionSpec> first, Supplier<ConvolutionSpec> second) {
    Key key = new Key("merged " + name, KernelSelector.isSmall(pixels));
    return kernels.computeIfAbsent(
        key,
        k -> {
          UpsamplingKernel kernel = new UpsamplingKernel(first.get(), second.get(), pixels);
          return new Packed(kernel.merged(), kernel);
        });
  }

  static Packed make(ConvolutionSpec spec, long pixels) {
    return new Packed(spec, KernelSelector.select(spec, pixels));
  }
}
