package org.sr4j.examples.cli;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.sr4j.models.complexity.Complexity;

/**
 * A network with its paper's options, with or without strategies, as {@code sr models} shows it.
 *
 * @param colour channels that it reads and writes
 * @param whitest value of a white sample
 * @param sizeMultiple height and width are padded to multiples of this
 * @param receptiveRadius input pixels around a pixel that its result depends on
 * @param tiling whether enlarging in tiles is exact
 * @param options JSON object of the options' defaults
 * @param scales what it can be built for
 */
record ModelEntry(
    String id,
    String title,
    String colour,
    int whitest,
    int sizeMultiple,
    int minSize,
    int receptiveRadius,
    String tiling,
    String paper,
    String link,
    @JsonRawValue String options,
    List<AtScale> scales) {

  /**
   * A network at one scale; counts as in {@link Complexity}.
   *
   * @param weights whether weights come with the library
   */
  record AtScale(
      int scale,
      long parameters,
      long multiAdds,
      long activations,
      long peakBytes,
      int convolutions,
      boolean weights) {}
}
