package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A result on the output of a command, as text or as JSON. */
final class Printed {

  private Printed() {}

  static void print(CommandSpec spec, boolean json, Object value, List<String> text)
      throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } else {
      text.forEach(out::println);
    }
    out.flush();
  }
}
