package org.sr4j.examples.bench;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sr4j.api.engine.InferenceNetwork;

/** A network to measure, not built yet. */
public interface NetworkChoice {

  /** What reports call it. */
  String label();

  /** Builds it; the caller closes it. */
  Opened open();

  /** How another process names it to {@link FreshJvm}. */
  String toJson();

  /** A network that is there, with what it costs. */
  interface Opened extends AutoCloseable {

    InferenceNetwork network();

    /** Trained values, without mean shifts. */
    OptionalLong parameters();

    /** Multiplications with convolution weights for a square low-resolution picture. */
    OptionalDouble multiAdds(int side);

    @Override
    void close();
  }
}
