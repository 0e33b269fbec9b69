package org.sr4j.models.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.network.NetworkSpec.StrategySpec;

/**
 * Strategies in one line: {@code ggas,cwss}, or with options {@code
 * ggas:kernel=5,init=identity,cwss:initial=1}. What has a "=" and no ":" before it is a further
 * option of the strategy to its left.
 */
public final class StrategyText {

  private StrategyText() {}

  /**
   * @throws OptionsException if the text is no such list; ids and options are not looked up
   */
  public static List<StrategySpec> parse(String text) {
    List<String> ids = new ArrayList<>();
    List<Map<String, Object>> options = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String option = part.strip();
      int colon = option.indexOf(':');
      int equals = option.indexOf('=');
      if (equals < 0 || colon >= 0 && colon < equals) {
        ids.add(required(colon < 0 ? option : option.substring(0, colon).strip(), text));
        options.add(new LinkedHashMap<>());
        option = colon < 0 ? "" : option.substring(colon + 1);
        equals = option.indexOf('=');
        if (colon >= 0 && equals < 0) {
          throw refuse(text);
        }
      }
      if (equals >= 0) {
        if (ids.isEmpty()) {
          throw refuse(text);
        }
        String name = required(option.substring(0, equals).strip(), text);
        String value = required(option.substring(equals + 1).strip(), text);
        options.get(options.size() - 1).put(name, OptionText.value(value));
      }
    }
    List<StrategySpec> strategies = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      strategies.add(new StrategySpec(ids.get(i), options.get(i)));
    }
    return strategies;
  }

  private static String required(String word, String text) {
    if (word.isEmpty()) {
      throw refuse(text);
    }
    return word;
  }

  private static OptionsException refuse(String text) {
    return new OptionsException(
        Problem.cannot("read the strategies")
            .got("\"" + text + "\"")
            .expected("ids with or without options, like ggas:kernel=5,init=identity,cwss"));
  }

  /** The inverse of {@link #parse}. */
  public static String of(List<StrategySpec> strategies) {
    return strategies.stream().map(StrategyText::of).collect(Collectors.joining(","));
  }

  static String of(StrategySpec strategy) {
    String options =
        strategy.options().entrySet().stream()
            // An option without a value is one that is left to others.
            .filter(option -> option.getValue() != null)
            .map(option -> option.getKey() + "=" + shown(option.getValue()))
            .collect(Collectors.joining(","));
    return options.isEmpty() ? strategy.id() : strategy.id() + ":" + options;
  }

  /** Constants of an enum are written in small letters. */
  private static String shown(Object value) {
    return String.valueOf(value).toLowerCase(Locale.ROOT);
  }
}
