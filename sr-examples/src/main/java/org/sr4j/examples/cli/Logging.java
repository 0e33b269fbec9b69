package org.sr4j.examples.cli;

/** How much is logged to the error stream; to be set before the first logger is made. */
final class Logging {

  private static final String SIMPLE_LOGGER = "org.slf4j.simpleLogger.";

  private Logging() {}

  static void configure(boolean verbose) {
    setDefault(SIMPLE_LOGGER + "defaultLogLevel", "warn");
    setDefault(SIMPLE_LOGGER + "log.org.sr4j", verbose ? "debug" : "warn");
    // Remarks on TensorFlow names that nobody here uses.
    setDefault(SIMPLE_LOGGER + "log.org.nd4j.imports", "error");
    setDefault(SIMPLE_LOGGER + "showThreadName", "false");
    setDefault(SIMPLE_LOGGER + "showShortLogName", "true");
  }

  /** A property given on the command line of the virtual machine stays. */
  private static void setDefault(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
