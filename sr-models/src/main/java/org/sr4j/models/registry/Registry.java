package org.sr4j.models.registry;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;

/** Everything that the plugins on the class path offer, by id: sorted, immutable, built once. */
public final class Registry {

  private final List<SrPlugin> plugins;
  private final SortedMap<String, LayerProvider<?>> layers;
  private final SortedMap<String, ModelProvider<?>> models;
  private final SortedMap<String, StrategyProvider<?>> strategies;
  private final SortedMap<String, EngineProvider> engines;

  Registry(
      List<SrPlugin> plugins,
      SortedMap<String, LayerProvider<?>> layers,
      SortedMap<String, ModelProvider<?>> models,
      SortedMap<String, StrategyProvider<?>> strategies,
      SortedMap<String, EngineProvider> engines) {
    this.plugins = List.copyOf(plugins);
    this.layers = layers;
    this.models = models;
    this.strategies = strategies;
    this.engines = engines;
  }

  /**
   * The plugins that {@link java.util.ServiceLoader} finds.
   *
   * @throws org.sr4j.api.error.PluginException listing every problem of every plugin
   */
  public static Registry load() {
    return RegistryLoader.fromClassPath(Registry.class.getClassLoader());
  }

  /**
   * The given plugins and no others.
   *
   * @throws org.sr4j.api.error.PluginException listing every problem of every plugin
   */
  public static Registry of(SrPlugin... plugins) {
    return new RegistryLoader().addAll(List.of(plugins)).build();
  }

  public List<SrPlugin> plugins() {
    return plugins;
  }

  public Collection<LayerProvider<?>> layers() {
    return layers.values();
  }

  public Collection<ModelProvider<?>> models() {
    return models.values();
  }

  public Collection<StrategyProvider<?>> strategies() {
    return strategies.values();
  }

  public Collection<EngineProvider> engines() {
    return engines.values();
  }

  /**
   * @throws UnknownIdException naming the nearest known id
   */
  public LayerProvider<?> layer(String id) {
    return find("layer", id, layers);
  }

  /**
   * @throws UnknownIdException naming the nearest known id
   */
  public ModelProvider<?> model(String id) {
    return find("model", id, models);
  }

  /**
   * @throws UnknownIdException naming the nearest known id
   */
  public StrategyProvider<?> strategy(String id) {
    return find("strategy", id, strategies);
  }

  /**
   * @throws UnknownIdException naming the nearest known id
   */
  public EngineProvider engine(String id) {
    return find("engine", id, engines);
  }

  private static <T> T find(String kind, String id, SortedMap<String, T> known) {
    T found = known.get(id);
    if (found == null) {
      SortedSet<String> ids = new TreeSet<>(known.keySet());
      throw new UnknownIdException(
          Problem.cannot("find the " + kind)
              .got("\"" + id + "\"")
              .advice(Suggestion.advice(id, ids)));
    }
    return found;
  }
}
