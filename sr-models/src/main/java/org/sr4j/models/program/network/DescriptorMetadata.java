package org.sr4j.models.program.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.models.weights.binary.MalformedException;

/** What a caller must know of a network, as the metadata of program files. */
final class DescriptorMetadata {

  static final String TITLE = "sr4j.title";
  static final String COLOUR = "sr4j.colour";

  /** Value of a white sample, {@code 1} or {@code 255}. */
  static final String RANGE = "sr4j.range";

  static final String SIZE_MULTIPLE = "sr4j.size_multiple";
  static final String MIN_SIZE = "sr4j.min_size";
  static final String RECEPTIVE_RADIUS = "sr4j.receptive_radius";
  static final String TILING = "sr4j.tiling";
  static final String CITATION = "sr4j.citation";
  static final String LINK = "sr4j.link";

  /** What a network of one size has otherwise. */
  static final Set<String> SIZES = Set.of(SIZE_MULTIPLE, MIN_SIZE, TILING);

  private static final int MAX = 1 << 16;

  private DescriptorMetadata() {}

  static Map<String, String> of(ModelDescriptor descriptor) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(TITLE, descriptor.title());
    map.put(COLOUR, descriptor.colour().name());
    map.put(RANGE, String.valueOf((int) descriptor.range().max()));
    map.put(SIZE_MULTIPLE, String.valueOf(descriptor.sizeMultiple()));
    map.put(MIN_SIZE, String.valueOf(descriptor.minSize()));
    map.put(RECEPTIVE_RADIUS, String.valueOf(descriptor.receptiveRadius()));
    map.put(TILING, descriptor.tiling().name());
    map.put(CITATION, descriptor.paper().citation());
    map.put(LINK, descriptor.paper().link());
    return map;
  }

  /**
   * What a file says; what it does not say is as in {@code otherwise}.
   *
   * @throws MalformedException if it says what cannot be
   */
  static ModelDescriptor read(Map<String, String> metadata, ModelDescriptor otherwise) {
    ColourMode colour = choice(metadata, COLOUR, ColourMode.class, otherwise.colour());
    if (colour != otherwise.colour()) {
      throw new MalformedException(
          COLOUR + " " + colour + " of pictures of " + otherwise.colour().channels() + " channels",
          otherwise.colour().name());
    }
    return new ModelDescriptor(
        otherwise.id(),
        MalformedException.printable(metadata.getOrDefault(TITLE, otherwise.title())),
        new TreeSet<>(otherwise.scales()),
        colour,
        range(metadata).orElse(otherwise.range()),
        number(metadata, SIZE_MULTIPLE, 1, otherwise.sizeMultiple()),
        number(metadata, MIN_SIZE, 1, otherwise.minSize()),
        number(metadata, RECEPTIVE_RADIUS, 0, otherwise.receptiveRadius()),
        choice(metadata, TILING, TilingPolicy.class, otherwise.tiling()),
        new Paper(
            MalformedException.printable(
                metadata.getOrDefault(CITATION, otherwise.paper().citation())),
            MalformedException.printable(metadata.getOrDefault(LINK, otherwise.paper().link()))));
  }

  private static Optional<ValueRange> range(Map<String, String> metadata) {
    String said = metadata.get(RANGE);
    if (said == null) {
      return Optional.empty();
    }
    for (ValueRange range : ValueRange.values()) {
      if (said.equals(String.valueOf((int) range.max()))) {
        return Optional.of(range);
      }
    }
    throw new MalformedException(RANGE + " \"" + said + "\"", "1 or 255");
  }

  private static int number(Map<String, String> metadata, String key, int least, int otherwise) {
    String said = metadata.get(key);
    if (said == null) {
      return otherwise;
    }
    if (!said.matches("[0-9]{1,5}")
        || Integer.parseInt(said) < least
        || Integer.parseInt(said) > MAX) {
      throw new MalformedException(key + " \"" + said + "\"", least + " to " + MAX);
    }
    return Integer.parseInt(said);
  }

  private static <E extends Enum<E>> E choice(
      Map<String, String> metadata, String key, Class<E> type, E otherwise) {
    String said = metadata.get(key);
    if (said == null) {
      return otherwise;
    }
    try {
      return Enum.valueOf(type, said);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          key + " \"" + said + "\"", Arrays.toString(type.getEnumConstants()));
    }
  }
}
