package org.sr4j.models;

import com.google.inject.Guice;
import com.google.inject.Inject;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.inject.ModelsModule;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.EmbeddedWeights;
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

  /** A resolver; the caller closes it. */
  public SuperResolver resolver(ResolverOptions options) {
    Engine engine = engines.select(options.engine());
    Network network = networks.create(options.network(), UNUSED_SEED);
    try {
      load(network, options);
      return resolver(network, engine, options.tile());
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static SuperResolver resolver(Network network, Engine engine, int tile) {
    Session session = engine.open(network);
    return new SuperResolver(network, session, engine.id(), tile, network);
  }

  /** Names the file, which the network does not know, if its weights do not fit. */
  private static void load(Network network, ResolverOptions options) {
    Weights weights = weights(options);
    try {
      network.load(weights);
    } catch (WeightsException e) {
      if (options.weights().isEmpty() || e.problem().where() != null) {
        throw e;
      }
      throw new WeightsException(e.problem().at(options.weights().get()), e);
    }
  }

  private static Weights weights(ResolverOptions options) {
    return options
        .weights()
        .map(WeightsFiles::read)
        .orElseGet(
            () ->
                EmbeddedWeights.find().load(options.network().model(), options.network().scale()));
  }
}
