package org.sr4j.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version and commit that this was built from, and the platform it runs on. */
final class BuildVersion implements IVersionProvider {

  /** The commit, or "unknown" if the build was not made from a git checkout. */
  static String commit() {
    return properties().getProperty("commit");
  }

  private static Properties properties() {
    Properties build = new Properties();
    try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build;
  }

  @Override
  public String[] getVersion() {
    Properties build = properties();
    return new String[] {
      "sr " + build.getProperty("version") + " (commit " + build.getProperty("commit") + ")",
      "Java "
          + System.getProperty("java.version")
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
