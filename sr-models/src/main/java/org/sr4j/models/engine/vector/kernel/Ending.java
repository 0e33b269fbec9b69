package org.sr4j.models.engine.vector.kernel;

/**
 * What follows a convolution at each position: {@code (max(v,0) + slope*min(v,0)) * scale} of the
 * sum {@code v} with the bias.
 *
 * @param bias padded to the channel block
 * @param slope padded to the channel block
 * @param scale padded to the channel block
 */
record Ending(float[] bias, float[] slope, float[] scale) {}
