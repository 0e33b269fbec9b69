package org.sr4j.layers.dl4j;

import org.sr4j.api.graph.Resolution;

/**
 * An input of a block's graph.
 *
 * @param name of the placeholder
 * @param resolution relative to the first input
 */
record BlockInput(String name, int channels, Resolution resolution) {}
