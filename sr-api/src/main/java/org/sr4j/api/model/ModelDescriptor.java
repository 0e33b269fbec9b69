package org.sr4j.api.model;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a caller must know of a network to feed it.
 *
 * @param id stable id, lower case
 * @param title one line for people
 * @param scales factors it can be built for
 * @param colour channels it reads and writes
 * @param range range of its sample values
 * @param sizeMultiple height and width of its input must be multiples of this
 * @param minSize least height and width of its input
 * @param receptiveRadius how many low-resolution pixels around a pixel its output depends on
 *     (global means aside)
 * @param tiling whether tiles are exact
 * @param paper source
 */
public record ModelDescriptor(
    String id,
    String title,
    SortedSet<Integer> scales,
    ColourMode colour,
    ValueRange range,
    int sizeMultiple,
    int minSize,
    int receptiveRadius,
    TilingPolicy tiling,
    Paper paper) {

  public ModelDescriptor {
    scales = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(scales));
    if (scales.isEmpty() || sizeMultiple < 1 || minSize < 1 || receptiveRadius < 0) {
      throw new IllegalArgumentException(
          id
              + ": scales "
              + scales
              + ", size multiple "
              + sizeMultiple
              + ", least size "
              + minSize
              + ", receptive radius "
              + receptiveRadius);
    }
  }

  /** The same network, a pixel of which depends on more pixels around it. */
  public ModelDescriptor widenedBy(int pixels) {
    return with(receptiveRadius + pixels, tiling);
  }

  /** The same network, tiled otherwise. */
  public ModelDescriptor tiledBy(TilingPolicy policy) {
    return with(receptiveRadius, policy);
  }

  private ModelDescriptor with(int radius, TilingPolicy policy) {
    return new ModelDescriptor(
        id, title, scales, colour, range, sizeMultiple, minSize, radius, policy, paper);
  }
}
