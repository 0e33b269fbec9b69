package org.sr4j.examples.cli;

import java.nio.file.Path;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.WeightsFiles;

/** The network that a file of weights is of, as a graph: what commands that look inside need. */
final class WeightsNetwork {

  private static final long UNUSED_SEED = 0;

  private WeightsNetwork() {}

  /** Builds it and loads the weights; the caller closes it. */
  static Network open(SuperResolution library, Path file, ModelHint hint) {
    Weights read = WeightsFiles.read(file);
    NetworkSpec detected =
        new ModelDetector(library.registry()).detect(read, file.toString(), hint);
    Network network = library.networks().create(detected, UNUSED_SEED);
    try {
      network.load(read);
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
