package org.sr4j.models.network;

/** The value of an option as people write it. */
public final class OptionText {

  private OptionText() {}

  /** A truth value or a number where the text is one, else the text. */
  public static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return text.matches("[-+]?[0-9]+") ? (Object) Integer.valueOf(text) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
