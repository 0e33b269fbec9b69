package org.sr4j.models.train.batch;

/**
 * Patches and their references, samples in {@code [0,1]}, C order.
 *
 * @param lowRes {@code [N,C,h,w]}
 * @param highRes {@code [N,C,s*h,s*w]}
 */
public record Batch(float[] lowRes, float[] highRes) {}
