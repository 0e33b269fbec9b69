package org.sr4j.models.engine;

import org.sr4j.api.engine.Session;

/**
 * A network on an engine.
 *
 * @param session closed by whoever opened it
 */
public record OpenNetwork(EngineChoice engine, Session session) {}
