package org.sr4j.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.weights.EmbeddedWeights;
import org.sr4j.models.weights.ModelHint;

/** Networks that need not be built, because they are there as inference programs. */
final class ReadyPrograms {

  private final EngineSelector engines;

  ReadyPrograms(EngineSelector engines) {
    this.engines = engines;
  }

  /**
   * The program of an ONNX file; or the embedded one, if nothing is asked for that it does not have
   * and an engine is there that runs it. So nothing of ND4J is started for it.
   *
   * @throws WeightsException if the file cannot be read or is not of what was asked for
   * @throws OptionsException if there is a range for a network that knows its own
   */
  Optional<LoadedNetwork> find(ResolverOptions options) {
    if (options.weights().filter(OnnxReader::isOnnx).isPresent()) {
      return Optional.of(ofFile(options.weights().get(), options));
    }
    if (options.range().isPresent() && options.weights().stream().allMatch(Files::isReadable)) {
      Problem problem = Problem.cannot("set the range");
      throw new OptionsException(
          options
              .weights()
              .map(problem::at)
              .orElse(problem)
              .got("weights of a known network")
              .expected("an ONNX file")
              .advice("Known networks say their range themselves."));
    }
    if (options.weights().isPresent()) {
      return Optional.empty();
    }
    ModelHint hint = options.hint();
    if (options.network().isPresent() || hint.model().isEmpty() || hint.scale().isEmpty()) {
      return Optional.empty();
    }
    List<String> strategies = hint.strategies().stream().map(StrategySpec::id).toList();
    if (hint.strategies().stream().anyMatch(strategy -> !strategy.options().isEmpty())) {
      return Optional.empty();
    }
    return EmbeddedWeights.find()
        .program(hint.model().get(), hint.scale().getAsInt(), strategies)
        .filter(network -> engines.canRun(options.engine(), network));
  }

  private static LoadedNetwork ofFile(Path file, ResolverOptions options) {
    LoadedNetwork network =
        LoadedNetwork.of(OnnxReader.read(file), file.toString(), options.range());
    ModelHint hint = options.hint();
    if (!hint.strategies().isEmpty()) {
      throw new OptionsException(
          Problem.cannot("put strategies on the network")
              .at(file)
              .got("an inference program")
              .expected("a file of weights"));
    }
    boolean otherScale = hint.scale().isPresent() && hint.scale().getAsInt() != network.scale();
    String id = network.descriptor().id();
    boolean otherModel =
        hint.model().isPresent()
            && !id.equals(LoadedNetwork.ANONYMOUS)
            && !id.equals(hint.model().get());
    if (otherScale || otherModel) {
      throw new WeightsException(
          Problem.cannot("use the network")
              .at(file)
              .got(id + " x" + network.scale())
              .expected(hint + " as asked for"));
    }
    return network;
  }
}
