package org.sr4j.api.error;

import java.util.Objects;

/**
 * What an error says: what failed, where, what was got and expected, and what to do about it.
 *
 * @param failed what could not be done, as a verb phrase: "read the image"
 * @param where file, layer, tile or setting that it happened at; null if there is none
 * @param got what was found; null if there is nothing to say
 * @param expected what would have been right; null if there is nothing to say
 * @param advice what the reader can do; null if there is nothing to say
 */
public record Problem(String failed, String where, String got, String expected, String advice) {

  public Problem {
    Objects.requireNonNull(failed, "failed");
  }

  /** Begins a problem: {@code Problem.cannot("read the image").at(path).got("0 bytes")}. */
  public static Problem cannot(String failed) {
    return new Problem(failed, null, null, null, null);
  }

  public Problem at(Object place) {
    return new Problem(failed, String.valueOf(place), got, expected, advice);
  }

  public Problem got(Object found) {
    return new Problem(failed, where, String.valueOf(found), expected, advice);
  }

  public Problem expected(Object right) {
    return new Problem(failed, where, got, String.valueOf(right), advice);
  }

  public Problem advice(String what) {
    return new Problem(failed, where, got, expected, what);
  }

  /** One line: {@code Cannot read the image a.png: got 0 bytes, expected PNG or JPEG. Advice.} */
  public String message() {
    StringBuilder text = new StringBuilder("Cannot ").append(failed);
    if (where != null) {
      text.append(" [").append(where).append(']');
    }
    if (got != null) {
      text.append(": got ").append(got);
    }
    if (expected != null) {
      text.append(got != null ? ", expected " : ": expected ").append(expected);
    }
    text.append('.');
    if (advice != null) {
      text.append(' ').append(advice);
    }
    return text.toString();
  }
}
