package org.sr4j.models.weights.binary;

/**
 * How a file breaks its format. Parsers throw it because they do not know the file's name; readers
 * turn it into a {@link org.sr4j.api.error.WeightsException}, which names the file.
 */
public final class MalformedException extends RuntimeException {

  private static final int MAX_LENGTH = 300;

  private final String expected;

  /**
   * @param got what was found; cut and cleaned, for it may hold the file's own text
   * @param expected what would have been right; null if there is nothing to say
   */
  public MalformedException(String got, String expected) {
    super(printable(got), null, false, false);
    this.expected = expected;
  }

  /** What would have been right, or null. */
  public String expected() {
    return expected;
  }

  /** Text of a file as messages may show it: not too long, without control characters. */
  public static String printable(String text) {
    String cut = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
