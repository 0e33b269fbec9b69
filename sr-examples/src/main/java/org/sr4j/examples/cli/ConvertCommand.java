package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Guice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.inject.ModelsModule;
import org.sr4j.models.weights.WeightsConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sr convert}: weights of others become safetensors that name their network. */
@Command(
    name = "convert",
    description = "Turns a PyTorch checkpoint into safetensors that say which network they are of.",
    footer = {
      "",
      "Network, options and scale are told by the names and shapes of the tensors.",
      "Nothing in the checkpoint is run.",
      "",
      "Examples:",
      "  sr convert lesrcnn_x4.pth -o lesrcnn_x4.safetensors",
      "  sr convert carn_m.pth -o carn_m_x4.safetensors --scale 4"
    })
final class ConvertCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "INPUT", description = "PyTorch checkpoint or safetensors.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Safetensors file to write.")
  private Path output;

  @Mixin private ModelOptions model;

  @Mixin private StrategyOption strategy;

  @Option(
      names = "--options",
      paramLabel = "JSON",
      description =
          "Options of the network that its tensors do not show, as a JSON object;"
              + " see docs/weights.md.")
  private String options;

  @Override
  public Integer call() {
    WeightsConverter converter =
        Guice.createInjector(new ModelsModule()).getInstance(WeightsConverter.class);
    print(converter.convert(input, model.hint(strategy.specs()), given(), output));
    return ExitCode.OK;
  }

  private Map<String, Object> given() {
    if (options == null) {
      return Map.of();
    }
    ObjectMapper json = new ObjectMapper();
    try {
      return json.convertValue((ObjectNode) json.readTree(options), new TypeReference<>() {});
    } catch (JsonProcessingException | ClassCastException e) {
      throw new OptionsException(
          Problem.cannot("read the options").got(options).expected("a JSON object"), e);
    }
  }

  private void print(Weights weights) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s x%s %s: %d tensors, %d values -> %s"
            .formatted(
                weights.metadata().get(Weights.MODEL),
                weights.metadata().get(Weights.SCALE),
                weights.metadata().get(Weights.OPTIONS),
                weights.tensors().size(),
                weights.elements(),
                output));
    out.flush();
  }
}
