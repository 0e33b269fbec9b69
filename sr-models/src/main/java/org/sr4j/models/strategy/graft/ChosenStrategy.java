package org.sr4j.models.strategy.graft;

import org.sr4j.api.strategy.Strategy;

/**
 * A strategy that the user asked for.
 *
 * @param options of its provider's type
 */
public record ChosenStrategy(String id, Record options, Strategy strategy) {}
