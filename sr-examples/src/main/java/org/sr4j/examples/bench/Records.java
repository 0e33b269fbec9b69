package org.sr4j.examples.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Records for programs: JSON and CSV under the names of their components, in snake case. */
final class Records {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Records() {}

  /** What is null is left out. */
  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of numbers and texts can be written", e);
    }
  }

  /** A line for each record after one of names; what is null is empty. */
  static <R extends Record> String csv(Class<R> type, List<R> rows) {
    PropertyNamingStrategies.SnakeCaseStrategy names =
        (PropertyNamingStrategies.SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE;
    String[] header =
        Arrays.stream(type.getRecordComponents())
            .map(component -> names.translate(component.getName()))
            .toArray(String[]::new);
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(header).get();
    try (CSVPrinter csv = new CSVPrinter(text, format)) {
      for (R row : rows) {
        JsonNode values = MAPPER.valueToTree(row);
        List<String> cells = new ArrayList<>();
        for (String name : header) {
          cells.add(values.path(name).asText());
        }
        csv.printRecord(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
