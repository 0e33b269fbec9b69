package org.sr4j.data.patch;

/**
 * Low-resolution patches and the high-resolution ones they were made from, in C order.
 *
 * @param count N
 * @param channels C: 3 (R, G, B) or 1 (Y)
 * @param lowHeight h
 * @param lowWidth w
 * @param scale s
 * @param lowRes {@code [N,C,h,w]}
 * @param highRes {@code [N,C,sh,sw]}
 */
public record PatchBatch(
    int count,
    int channels,
    int lowHeight,
    int lowWidth,
    int scale,
    float[] lowRes,
    float[] highRes) {}
