package org.sr4j.models.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.models.weights.binary.ElementType;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * The JSON header of a safetensors file, read as a stream of tokens so that a hostile one cannot
 * make a tree many times its size.
 *
 * @param tensors in the header's order
 */
record SafetensorsHeader(List<TensorEntry> tensors, Map<String, String> metadata) {

  static final String METADATA = "__metadata__";

  /** PyTorch's own limit is 64; the weights of convolutional networks have at most 5 axes. */
  private static final int MAX_RANK = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names are the file's own: no table of them may outlive the parser.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(3)
                  .maxNumberLength(20)
                  .maxNameLength(4096)
                  .build())
          .build();

  /**
   * @throws MalformedException if the text is not a header
   */
  static SafetensorsHeader parse(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      List<TensorEntry> tensors = new ArrayList<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "the header");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        expect(parser, parser.nextToken(), JsonToken.START_OBJECT, name);
        if (name.equals(METADATA)) {
          readMetadata(parser, metadata);
        } else {
          tensors.add(readTensor(parser, name));
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedException("text after the header's end", "nothing but spaces");
      }
      return new SafetensorsHeader(tensors, metadata);
    } catch (IOException e) {
      throw new MalformedException("a header that is not valid JSON: " + firstLine(e), null);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static void readMetadata(JsonParser parser, Map<String, String> metadata)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      expect(parser, parser.nextToken(), JsonToken.VALUE_STRING, METADATA + " " + key);
      metadata.put(key, parser.getText());
    }
  }

  private static TensorEntry readTensor(JsonParser parser, String name) throws IOException {
    ElementType type = null;
    long[] shape = null;
    long[] offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(parser, value, JsonToken.VALUE_STRING, name + " dtype");
          type = elementType(name, parser.getText());
        }
        case "shape" -> shape = readSizes(parser, value, name + " shape", MAX_RANK);
        case "data_offsets" -> offsets = readSizes(parser, value, name + " data_offsets", 2);
        default ->
            throw new MalformedException(
                name + " with the field " + field, "dtype, shape and data_offsets");
      }
    }
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw new MalformedException(
          "an incomplete entry for " + name, "dtype, shape and two data_offsets");
    }
    return new TensorEntry(name, type, shape, offsets[0], offsets[1]);
  }

  private static ElementType elementType(String name, String text) {
    return Arrays.stream(ElementType.values())
        .filter(type -> type.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedException(
                    name + " of the unknown dtype " + text, Arrays.toString(ElementType.values())));
  }

  private static long[] readSizes(JsonParser parser, JsonToken first, String what, int limit)
      throws IOException {
    expect(parser, first, JsonToken.START_ARRAY, what);
    long[] sizes = new long[limit];
    int count = 0;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      expect(parser, t, JsonToken.VALUE_NUMBER_INT, what);
      if (count == limit) {
        throw new MalformedException(what + " of more than " + limit + " numbers", null);
      }
      sizes[count++] = parser.getLongValue();
    }
    return Arrays.copyOf(sizes, count);
  }

  private static void expect(JsonParser parser, JsonToken got, JsonToken wanted, String what)
      throws IOException {
    if (got != wanted) {
      throw new MalformedException(
          what + ": " + (got == null ? "the end" : parser.getText()), wanted.toString());
    }
  }
}
