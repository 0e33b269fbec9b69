package org.sr4j.models.program;

import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;

/**
 * A network that is there as inference programs: read from a file, or embedded. Engines that run
 * programs take it as it is; nothing of it needs ND4J.
 */
public interface ProgramNetwork extends InferenceNetwork {

  /**
   * The program of a form.
   *
   * @throws org.sr4j.api.error.GraphException if the network has no such form
   */
  ProgramForm program(GraphRequest request);
}
