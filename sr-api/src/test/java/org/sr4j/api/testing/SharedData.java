package org.sr4j.api.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The reference data beside the project. A clone does not have it: tests that ask for it are
 * skipped with a message where it is absent.
 */
public final class SharedData {

  private SharedData() {}

  /** The folder, or a skipped test. */
  public static Path root() {
    String set = System.getProperty("sr.shared", System.getenv("SR_SHARED"));
    Path root = Path.of(set == null ? "../shared" : set).toAbsolutePath().normalize();
    assumeTrue(
        Files.isDirectory(root.resolve("golden")),
        () -> "no reference data at " + root + " (set -Dsr.shared or SR_SHARED): skipped");
    return root;
  }

  public static Path golden(String below) {
    return root().resolve("golden").resolve(below);
  }

  public static Path data(String below) {
    return root().resolve("data").resolve(below);
  }
}
