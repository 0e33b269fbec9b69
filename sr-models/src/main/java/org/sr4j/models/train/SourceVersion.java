package org.sr4j.models.train;

import org.nd4j.linalg.factory.Nd4j;

/** What runs: version of the library, Java, operating system, backend. */
final class SourceVersion {

  /** Set by whoever builds or starts the library from a repository; see {@link #commit}. */
  private static final String COMMIT = "sr4j.commit";

  private SourceVersion() {}

  /** The system property {@code sr4j.commit}; empty where nobody set it. */
  static String commit() {
    return System.getProperty(COMMIT, "");
  }

  /** From the jar's manifest; empty outside a jar. */
  static String version() {
    String version = SourceVersion.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }

  static String runtime() {
    return "Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Nd4j.getBackend().getClass().getSimpleName();
  }
}
