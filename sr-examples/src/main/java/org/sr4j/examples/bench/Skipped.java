package org.sr4j.examples.bench;

/**
 * What was not measured, and why.
 *
 * @param network null: none of them
 * @param size null: at no size
 */
record Skipped(String network, String engine, Integer size, String reason) {

  /** One line. */
  public String describe() {
    return (network == null ? "" : network + " on ")
        + engine
        + (size == null ? "" : " at " + size)
        + ": "
        + reason;
  }
}
