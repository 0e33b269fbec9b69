package org.sr4j.eval.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.eval.protocol.Score;

/** What became of one picture of a data set. */
public sealed interface PictureResult {

  /** File name of the reference without its extension. */
  String name();

  /**
   * It was enlarged and compared.
   *
   * @param width of the reference after it was cropped to a multiple of the scale, pixels
   * @param height likewise
   * @param seconds that the upscaler took; reading and comparing are not counted
   * @param scores by the protocol's id, in the order of the run's protocols
   */
  record Scored(String name, int width, int height, double seconds, Map<String, Score> scores)
      implements PictureResult {

    public Scored {
      scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }
  }

  /**
   * It could not be read, enlarged or compared.
   *
   * @param problem what went wrong
   */
  record Failed(String name, String problem) implements PictureResult {}
}
