package org.sr4j.examples.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param language the word after the opening fence
 * @param before the line above the block that is not blank
 * @param lines what is inside
 */
record MarkdownBlock(String language, String before, List<String> lines) {

  private static final String FENCE = "```";

  static List<MarkdownBlock> of(Path file) throws IOException {
    List<MarkdownBlock> blocks = new ArrayList<>();
    String before = "";
    String language = null;
    List<String> inside = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith(FENCE)) {
        if (language != null) {
          inside.add(line);
        } else if (!line.isBlank()) {
          before = line;
        }
      } else if (language == null) {
        language = line.substring(FENCE.length()).strip();
      } else {
        blocks.add(new MarkdownBlock(language, before, List.copyOf(inside)));
        language = null;
        inside.clear();
      }
    }
    return blocks;
  }
}
