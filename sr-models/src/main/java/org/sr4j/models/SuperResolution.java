package org.sr4j.models;

import com.google.inject.Guice;
import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.inject.ModelsModule;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.EmbeddedWeights;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.WeightsFiles;

/**
 * The front door: makes resolvers and gives access to the registry. Bound by Guice; {@link
 * #create()} serves those who do not want it.
 *
 * <pre>{@code
 * try (SuperResolver x2 = SuperResolution.create().resolver("dyconvsr", 2)) {
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

  @Inject
  public SuperResolution(Registry registry, Networks networks, EngineSelector engines) {
    this.registry = registry;
    this.networks = networks;
    this.engines = engines;
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
    check(options.hint());
    Engine engine = engines.select(options.engine());
    Weights weights = weights(options);
    Network network = networks.create(spec(options, weights), UNUSED_SEED);
    try {
      load(network, weights, options);
      Session session = engine.open(network);
      return new SuperResolver(network, session, engine.id(), options.tile(), network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
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
