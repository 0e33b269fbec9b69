package org.sr4j.models.weights.pytorch;

import org.sr4j.models.weights.binary.ElementType;

/**
 * A run of elements that lies outside of the pickle, under a key.
 *
 * @param elements how many there are
 */
record Storage(String key, ElementType type, long elements) {}
