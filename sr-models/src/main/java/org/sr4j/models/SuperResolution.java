package org.sr4j.models;

import com.google.inject.Guice;
import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.engine.OpenNetwork;
import org.sr4j.models.inject.ModelsModule;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.EmbeddedEntry;
import org.sr4j.models.weights.EmbeddedWeights;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.WeightsFiles;

/**
 * The front door: makes resolvers and gives access to the registry. Bound by Guice; {@link
 * #create()} serves those who do not want it.
 *
 * <pre>{@code
 * try (SuperResolver x2 = SuperResolution.create().resolver(2)) {
 *   BufferedImage big = x2.upscale(small);
 * }
 * }</pre>
 */
public final class SuperResolution {

  private static final Logger log = LoggerFactory.getLogger(SuperResolution.class);
  private static final long UNUSED_SEED = 0;

  private final Registry registry;
  private final Networks networks;
  private final EngineSelector engines;
  private final ReadyPrograms programs;

  @Inject
  public SuperResolution(Registry registry, Networks networks, EngineSelector engines) {
    this.registry = registry;
    this.networks = networks;
    this.engines = engines;
    this.programs = new ReadyPrograms(engines);
  }

  /**
   * With the plugins on the class path.
   *
   * @throws org.sr4j.api.error.PluginException listing every problem of every plugin
   */
  public static SuperResolution create() {
    return Guice.createInjector(new ModelsModule()).getInstance(SuperResolution.class);
  }

  public Registry registry() {
    return registry;
  }

  public Networks networks() {
    return networks;
  }

  /**
   * A resolver with the recommended network of a scale, on the best engine; the caller closes it.
   */
  public SuperResolver resolver(int scale) {
    return resolver(ResolverOptions.of(scale));
  }

  /** A resolver with embedded weights, on the best engine; the caller closes it. */
  public SuperResolver resolver(String model, int scale) {
    return resolver(ResolverOptions.of(model, scale));
  }

  /**
   * A resolver; the caller closes it.
   *
   * @throws org.sr4j.api.error.WeightsException if the weights cannot be read or are of another
   *     network than asked for
   * @throws org.sr4j.api.error.UnknownIdException for an unknown model, scale or engine
   */
  public SuperResolver resolver(ResolverOptions options) {
    ResolverOptions known = withModel(options);
    check(known.hint());
    Optional<LoadedNetwork> program = programs.find(known);
    if (program.isPresent()) {
      return overProgram(program.get(), known);
    }
    // Where no engine works, their reasons say more than that of ND4J, which a graph needs first.
    engines.require(known.engine());
    Weights weights = weights(known);
    Network network = networks.create(spec(known, weights), UNUSED_SEED);
    try {
      load(network, weights, known);
      OpenNetwork open = engines.open(known.engine(), network);
      return new SuperResolver(network, open, known.tile(), network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * A network with its weights as an inference program, to be written with {@link
   * org.sr4j.models.program.onnx.OnnxWriter}.
   *
   * @param options of which engine and tiles do not matter
   * @throws org.sr4j.api.error.WeightsException if the weights cannot be read or are of another
   *     network than asked for
   * @throws org.sr4j.api.error.GraphException if the network cannot be lowered to a program
   */
  public Program export(ResolverOptions options, ProgramExport how) {
    ResolverOptions known = withModel(options);
    check(known.hint());
    Weights weights = weights(known);
    try (Network network = networks.create(spec(known, weights), UNUSED_SEED)) {
      load(network, weights, known);
      String provenance = weights.metadata().get(Weights.PROVENANCE);
      return (provenance == null ? how : how.with(Weights.PROVENANCE, provenance)).program(network);
    }
  }

  private SuperResolver overProgram(LoadedNetwork network, ResolverOptions options) {
    return SuperResolver.over(network, engines.open(options.engine(), network), options.tile());
  }

  /** Of a scale alone, the network that is recommended for it. */
  private static ResolverOptions withModel(ResolverOptions options) {
    ModelHint hint = options.hint();
    if (options.weights().isPresent() || hint.model().isPresent() || hint.scale().isEmpty()) {
      return options;
    }
    int scale = hint.scale().getAsInt();
    EmbeddedWeights embedded = EmbeddedWeights.find();
    EmbeddedEntry entry =
        embedded
            .recommended(scale)
            .orElseThrow(
                () ->
                    new UnknownIdException(
                        Problem.cannot("choose a network")
                            .at("x" + scale)
                            .expected("one of " + embedded.entries())
                            .advice("Name a model, or a file of weights.")));
    return options.withModel(entry.model());
  }

  /** Names the file, which the network does not know, if its weights do not fit. */
  private static void load(Network network, Weights weights, ResolverOptions options) {
    try {
      Set<String> absent = network.startFrom(weights);
      if (!absent.isEmpty()) {
        log.warn(
            "The weights hold nothing of {}, which keeps its initial values",
            String.join(" and ", absent));
      }
    } catch (WeightsException e) {
      if (options.weights().isEmpty() || e.problem().where() != null) {
        throw e;
      }
      throw new WeightsException(e.problem().at(options.weights().get()), e);
    }
  }

  private Weights weights(ResolverOptions options) {
    if (options.weights().isPresent()) {
      return WeightsFiles.read(options.weights().get());
    }
    ModelHint hint = options.hint();
    if (hint.model().isEmpty() || hint.scale().isEmpty()) {
      throw new OptionsException(
          Problem.cannot("choose a network")
              .got(hint.toString().isEmpty() ? "neither model nor scale" : hint)
              .expected("a model and a scale, or a file of weights"));
    }
    EmbeddedWeights embedded = EmbeddedWeights.find();
    String model = hint.model().get();
    int scale = hint.scale().getAsInt();
    NetworkSpec spec =
        options
            .network()
            .orElseGet(() -> new NetworkSpec(model, scale).withStrategies(hint.strategies()));
    if (embedded.entry(model, scale).isEmpty() && needsNoWeights(spec)) {
      return Weights.of(List.of(), Map.of());
    }
    return embedded.load(model, scale, spec.strategies().stream().map(StrategySpec::id).toList());
  }

  private boolean needsNoWeights(NetworkSpec spec) {
    try (Network network = networks.create(spec, UNUSED_SEED)) {
      return network.store().parameters().isEmpty();
    }
  }

  /** An unknown model or scale is an error of its own, before anybody looks for its weights. */
  private void check(ModelHint hint) {
    hint.model().ifPresent(registry::model);
    if (hint.model().isPresent() && hint.scale().isPresent()) {
      int scale = hint.scale().getAsInt();
      Networks.checkScale(networks.model(new NetworkSpec(hint.model().get(), scale)), scale);
    }
  }

  /** The network that was asked for exactly, or else the one that the weights are of. */
  private NetworkSpec spec(ResolverOptions options, Weights weights) {
    if (options.network().isPresent()) {
      return options.network().get();
    }
    String where = options.weights().map(Path::toString).orElse("embedded weights");
    return new ModelDetector(registry).detect(weights, where, options.hint());
  }
}
