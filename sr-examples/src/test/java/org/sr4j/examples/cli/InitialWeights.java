package org.sr4j.examples.cli;

import java.nio.file.Path;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.weights.Safetensors;

/** DyConvSR x2 before training: for tests where only sizes and reproducible values count. */
final class InitialWeights {

  private InitialWeights() {}

  static void write(Path file) {
    NetworkSpec dyconvsr = new NetworkSpec("dyconvsr", 2);
    try (Network network = SuperResolution.create().networks().create(dyconvsr, 1)) {
      Safetensors.write(network.weights(), file);
    }
  }
}
