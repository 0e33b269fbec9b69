package org.sr4j.models.engine.nd4j;

import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;

/** Runs networks as execution plans on ND4J. */
public final class Nd4jEngine implements Engine {

  static final String ID = "nd4j";

  /** Plans of sizes that were used before are kept up to this much native memory. */
  static final long DEFAULT_CACHE_BYTES = 512L << 20;

  private final long cacheBytes;

  /**
   * @param cacheBytes native memory in which a session keeps plans besides the one that runs
   */
  public Nd4jEngine(long cacheBytes) {
    this.cacheBytes = cacheBytes;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Session open(InferenceNetwork network) {
    return new Nd4jSession(network, cacheBytes);
  }
}
