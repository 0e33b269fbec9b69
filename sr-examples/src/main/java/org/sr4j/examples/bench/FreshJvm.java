package org.sr4j.examples.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;

/** Runs a network once in a virtual machine of its own, started like this one. */
final class FreshJvm {

  private FreshJvm() {}

  /**
   * @throws EngineException if the process fails
   */
  static FreshRun run(NetworkChoice network, String engine, int side) {
    Problem problem = Problem.cannot("run the network in a fresh JVM").at(network.label());
    try {
      Process process =
          new ProcessBuilder(command(network.toJson(), engine, side))
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      String line =
          output
              .lines()
              .filter(l -> l.startsWith(FreshRun.MARK))
              .findFirst()
              .orElseThrow(() -> new EngineException(problem.got(reason(output, exit))));
      return new JsonMapper().readValue(line.substring(FreshRun.MARK.length()), FreshRun.class);
    } catch (IOException e) {
      throw new EngineException(problem.got(e.toString()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(problem.got("interrupted"), e);
    }
  }

  private static String reason(String output, int exit) {
    return output
        .lines()
        .filter(line -> line.startsWith("Exception"))
        .findFirst()
        .orElse("exit code " + exit);
  }

  private static List<String> command(String network, String engine, int side) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Agents, of debuggers and test coverage, belong to one process.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-agent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FreshRun.class.getName());
    command.addAll(List.of(network, engine, String.valueOf(side)));
    return command;
  }
}
