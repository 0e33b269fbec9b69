package org.sr4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.examples.cli.SrSyntax;

/** What the README and the other documents tell a reader to type is there and works. */
class DocumentationTest {

  /** Surefire runs tests in the folder of their module. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern SOURCE = Pattern.compile("<!-- from (\\S+) -->");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  /** A variable set for one command: {@code SR_OPTS="-Xmx8g" sr ...}. */
  private static final String ASSIGNMENT = "^\\s*[A-Z_]+=(\"[^\"]*\"|\\S*)\\s+";

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void javaIsACopyOfCompiledSource(Path document) throws IOException {
    for (MarkdownBlock block : blocks(document, "java")) {
      Matcher source = SOURCE.matcher(block.before());
      boolean named = source.matches();
      if (!named && !document.endsWith("README.md")) {
        continue; // A sketch in a document; in the README everything must be real.
      }
      assertThat(named)
          .as("%s: the line above %s names its source file", document, block.lines())
          .isTrue();
      assertThat(stripped(Files.readAllLines(ROOT.resolve(source.group(1)))))
          .as("%s quotes %s", document, source.group(1))
          .containsSequence(stripped(block.lines()));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySrCommandParses(Path document) throws IOException {
    for (List<String> words : commands(document)) {
      if (words.get(0).equals("sr") || words.get(0).endsWith("/bin/sr")) {
        assertThat(SrSyntax.problem(words.subList(1, words.size())))
            .as("%s: %s", document, String.join(" ", words))
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyMavenProfileAndModuleIsThere(Path document) throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    for (List<String> words : commands(document)) {
      if (words.get(0).equals("./mvnw")) {
        for (int i = 1; i < words.size(); i++) {
          String word = words.get(i);
          if (word.startsWith("-P")) {
            assertThat(pom).contains("<id>" + word.substring(2) + "</id>");
          } else if (word.equals("-pl")) {
            assertThat(pom).contains("<module>" + words.get(i + 1) + "</module>");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyFileThatACommandReadsFromTheProjectIsThere(Path document) throws IOException {
    for (List<String> words : commands(document)) {
      for (String word : words) {
        if (word.startsWith("docs/") || word.startsWith("sr-examples/configs/")) {
          assertThat(ROOT.resolve(word)).exists();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkToAFileOfTheProjectLeadsSomewhere(Path document) throws IOException {
    Matcher link = LINK.matcher(Files.readString(document));
    while (link.find()) {
      assertThat(document.resolveSibling(link.group(1))).as("link in %s", document).exists();
    }
  }

  /** Commands of shell blocks, in words, without comments; {@code &&} separates commands. */
  private static List<List<String>> commands(Path document) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    for (MarkdownBlock block : blocks(document, "sh")) {
      String text = String.join("\n", block.lines()).replaceAll("\\\\\\n", " ");
      for (String line : text.split("\\n|&&")) {
        String command = line.replaceAll("(^|\\s)#.*", "").replaceAll(ASSIGNMENT, "").strip();
        if (!command.isEmpty()) {
          commands.add(List.of(command.split("\\s+")));
        }
      }
    }
    return commands;
  }

  private static List<MarkdownBlock> blocks(Path document, String language) throws IOException {
    return MarkdownBlock.of(document).stream()
        .filter(block -> block.language().equals(language))
        .toList();
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
