package org.sr4j.models.strategy.graft;

import java.util.Optional;
import org.sr4j.models.strategy.graft.structure.MapShape;

/**
 * What a host must know to look through a network; what is empty it finds itself.
 *
 * @param picture channels, height and width of an input that the network takes
 * @param input name of a SameDiff graph's placeholder for pictures
 */
public record Probe(Optional<MapShape> picture, Optional<String> input) {

  /** Height and width if the user gave none: most networks take it. */
  public static final int SIDE = 32;

  static Probe unknown() {
    return new Probe(Optional.empty(), Optional.empty());
  }

  Probe withPicture(int channels, int height, int width) {
    return new Probe(Optional.of(new MapShape(channels, height, width)), input);
  }

  Probe withInput(String name) {
    return new Probe(picture, Optional.of(name));
  }
}
