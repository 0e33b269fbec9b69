package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.OptionText;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.lowering.Lowering;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.weights.ModelHint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sr explain}: what a network computes, before and after it is made fast. */
@Command(
    name = "explain",
    description = {
      "Prints a network as the inference program that engines run: as it is lowered, and after",
      "the passes, in steps that are done in one go. For each the shape of the result, the",
      "multiply-adds, and the bytes read and written."
    },
    footer = {
      "",
      "Multiply-adds are those of the definition: fast algorithms need fewer. A step's second and",
      "further lines are what is done to each value before it is stored.",
      "",
      "Examples:",
      "  sr explain edsr-baseline --scale 4",
      "  sr explain dyconvsr --size 128 --json",
      "  sr explain imdn --strategy ggas --option features=32",
      "  sr explain --weights net.onnx"
    })
final class ExplainCommand implements Callable<Integer> {

  private static final long SEED = 0;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "Network, see 'sr models'. Default: what the weights are of.")
  private String model;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      description = "Factor. Default: that of the weights; without --weights, 2.")
  private Integer scale;

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "Option of the network; 'sr models MODEL' lists them.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description =
          "Weights: safetensors, a PyTorch checkpoint, or a network as an ONNX file. Default: initial"
              + " ones; what is computed does not depend on them.")
  private Path weights;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "64",
      description = "Side of the low-resolution picture in pixels. Default: ${DEFAULT-VALUE}.")
  private int side;

  @Mixin private StrategyOption strategy;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (weights != null) {
      checkWeightsSayAll();
    }
    if (weights != null && OnnxReader.isOnnx(weights)) {
      print(LoadedNetwork.of(OnnxReader.read(weights), weights.toString()));
    } else {
      Nd4jRuntime.require();
      try (Network network = network(SuperResolution.create())) {
        print(network);
      }
    }
    return ExitCode.OK;
  }

  private void print(InferenceNetwork network) throws JsonProcessingException {
    Size size = size(network.descriptor());
    ProgramForm form = Lowering.lower(network, GraphRequest.WHOLE.withSize(size));
    Explanation explanation = Explanation.of(network, form.program(), size);
    Printed.print(spec, json, explanation, ExplanationText.lines(explanation));
  }

  private void checkWeightsSayAll() {
    boolean program = OnnxReader.isOnnx(weights);
    String said = options.isEmpty() ? strategy.isGiven() ? "--strategy" : null : "--option";
    said = said == null && program && scale != null ? "--scale" : said;
    said = said == null && program && model != null ? model : said;
    if (said != null) {
      throw new OptionsException(
          Problem.cannot("explain a network")
              .at(weights)
              .got(said)
              .expected(
                  program
                      ? "none of MODEL, --scale, --option, --strategy: the file says what it is"
                      : "neither --option nor --strategy: the weights say what they are of"));
    }
  }

  private Network network(SuperResolution library) {
    if (weights == null) {
      if (model == null) {
        throw new OptionsException(
            Problem.cannot("explain a network")
                .got("neither a network nor weights")
                .advice("'sr models' lists the networks."));
      }
      return library.networks().create(given(model, scale == null ? 2 : scale), SEED);
    }
    OptionalInt asked = scale == null ? OptionalInt.empty() : OptionalInt.of(scale);
    return WeightsNetwork.open(library, weights, new ModelHint(Optional.ofNullable(model), asked));
  }

  private NetworkSpec given(String id, int factor) {
    Map<String, Object> values = new LinkedHashMap<>();
    options.forEach((name, value) -> values.put(name, OptionText.value(value)));
    NetworkSpec network = new NetworkSpec(id, factor).withOptions(values);
    return strategy.isGiven() ? network.withStrategies(strategy.specs()) : network;
  }

  /** The least square that the network takes and that is as large as asked for. */
  private Size size(ModelDescriptor descriptor) {
    if (side < 1) {
      throw new OptionsException(
          Problem.cannot("explain a network").at("--size").got(side).expected("1 or more"));
    }
    int multiple = descriptor.sizeMultiple();
    int least = Math.max(side, descriptor.minSize());
    int rounded = (least + multiple - 1) / multiple * multiple;
    return new Size(rounded, rounded);
  }
}
