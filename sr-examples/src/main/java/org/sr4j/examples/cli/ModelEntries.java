package org.sr4j.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.examples.cli.ModelEntry.AtScale;
import org.sr4j.models.complexity.Complexity;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.plan.StrategyPlan;
import org.sr4j.models.weights.EmbeddedWeights;

/** Networks of a registry as {@code sr models} shows them, with or without strategies. */
final class ModelEntries {

  private final Registry registry;
  private final Networks networks;
  private final List<StrategySpec> strategies;

  ModelEntries(Registry registry, List<StrategySpec> strategies) {
    this.registry = registry;
    this.networks = new Networks(registry);
    this.strategies = strategies;
  }

  /**
   * All networks that take the strategies.
   *
   * @param refused gets the reason for each of the others by the network's id
   */
  List<ModelEntry> all(Map<String, String> refused) {
    networks.strategies(strategies);
    List<ModelEntry> entries = new ArrayList<>();
    for (ModelProvider<?> provider : registry.models()) {
      try {
        entries.add(of(provider));
      } catch (GraphException e) {
        if (strategies.isEmpty()) {
          throw e;
        }
        refused.put(provider.id(), e.getMessage());
      }
    }
    return entries;
  }

  <O extends Record> ModelEntry of(ModelProvider<O> provider) {
    Model model = provider.create(provider.defaults());
    ModelDescriptor descriptor = model.descriptor();
    int first = descriptor.scales().first();
    NetworkSpec spec = new NetworkSpec(provider.id(), first).withStrategies(strategies);
    int widening = strategies.isEmpty() ? 0 : new StrategyPlan.Maker(networks).of(spec).widening();
    return new ModelEntry(
        provider.id(),
        descriptor.title(),
        descriptor.colour().name(),
        (int) descriptor.range().max(),
        descriptor.sizeMultiple(),
        descriptor.minSize(),
        descriptor.receptiveRadius() + widening,
        descriptor.tiling().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        descriptor.paper().citation(),
        descriptor.paper().link(),
        OptionsBinder.toJson(provider.defaults()),
        descriptor.scales().stream().map(s -> atScale(provider.id(), model, s)).toList());
  }

  private AtScale atScale(String id, Model model, int scale) {
    Map<String, Strategy> acting = new LinkedHashMap<>(networks.strategies(strategies));
    Complexity complexity = Complexity.of(model, scale, acting);
    return new AtScale(
        scale,
        complexity.parameters(),
        complexity.multiAdds(),
        complexity.activations(),
        complexity.peakBytes(),
        complexity.convolutions(),
        EmbeddedWeights.find().entry(id, scale, acting.keySet()).isPresent());
  }
}
