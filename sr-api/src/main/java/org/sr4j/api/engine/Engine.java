package org.sr4j.api.engine;

/** Runs networks. Thread-safe; sessions are not. */
public interface Engine {

  String id();

  /** Prepares a network; the caller closes the session. */
  Session open(InferenceNetwork network);
}
