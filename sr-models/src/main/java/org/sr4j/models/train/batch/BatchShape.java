package org.sr4j.models.train.batch;

/**
 * Size of a batch.
 *
 * @param samples N
 * @param channels C
 * @param patch height and width of a low-resolution patch
 * @param scale factor
 */
public record BatchShape(int samples, int channels, int patch, int scale) {

  /** {@code [N,C,h,w]}. */
  public long[] lowRes() {
    return new long[] {samples, channels, patch, patch};
  }

  /** {@code [N,C,s*h,s*w]}. */
  public long[] highRes() {
    return new long[] {samples, channels, (long) patch * scale, (long) patch * scale};
  }
}
