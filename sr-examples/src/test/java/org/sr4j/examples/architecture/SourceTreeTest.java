package org.sr4j.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source tree is what a stranger guesses. */
class SourceTreeTest {

  /** Surefire runs tests in the folder of their module. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(strings = {"api", "layers", "data", "models", "eval", "examples"})
  void aModuleHoldsItsOwnPackagesOnly(String module) throws IOException {
    Path sources = sources(module);

    assertThat(javaFiles(sources))
        .isNotEmpty()
        .allMatch(file -> file.startsWith(sources.resolve("org/sr4j/" + module)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "layers", "data", "models", "eval", "examples"})
  void everyPackageSaysWhatItIsFor(String module) throws IOException {
    List<Path> packages =
        javaFiles(sources(module)).stream().map(Path::getParent).distinct().toList();

    assertThat(packages).allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
  }

  private static Path sources(String module) {
    return ROOT.resolve("sr-" + module).resolve("src/main/java");
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
