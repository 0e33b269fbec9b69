package org.sr4j.models.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.api.engine.Engine;

/**
 * An engine and how it came to be taken.
 *
 * @param passedOver engines of higher priority by id, each with the reason why it was not taken;
 *     empty for an engine that was asked for
 */
public record EngineChoice(Engine engine, Map<String, String> passedOver) {

  public EngineChoice {
    passedOver = Collections.unmodifiableMap(new LinkedHashMap<>(passedOver));
  }
}
