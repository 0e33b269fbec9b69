package org.sr4j.models.strategy.plan;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.sr4j.api.model.Model;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.models.complexity.Complexity;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.network.Networks;

/**
 * What strategies attach to on a network and what they cost. The network's graphs are written, but
 * no weights are made and nothing runs.
 *
 * @param model id of the network
 * @param host cost of the network without strategies
 * @param strategies in the order in which they act
 */
public record StrategyPlan(
    String model, int scale, Complexity host, List<AttachedStrategy> strategies) {

  public StrategyPlan {
    strategies = List.copyOf(strategies);
  }

  /** Trained values of network and strategies. */
  public long parameters() {
    return host.parameters() + sum(AttachedStrategy::parameters);
  }

  /** The same with the strategies' normalisations folded. */
  public long foldedParameters() {
    return host.parameters() + sum(AttachedStrategy::foldedParameters);
  }

  public long multiAdds() {
    return host.multiAdds() + sum(AttachedStrategy::multiAdds);
  }

  /** Low-resolution pixels by which all strategies together enlarge the receptive radius. */
  public int widening() {
    return strategies.stream().mapToInt(AttachedStrategy::widening).sum();
  }

  private long sum(ToLongFunction<AttachedStrategy> part) {
    return strategies.stream().mapToLong(part).sum();
  }

  /** Makes plans. */
  public static final class Maker {

    private final Networks networks;

    @Inject
    public Maker(Networks networks) {
      this.networks = networks;
    }

    /**
     * @throws org.sr4j.api.error.UnknownIdException for an unknown model, strategy or scale
     * @throws org.sr4j.api.error.OptionsException for options that model or strategy do not know
     * @throws org.sr4j.api.error.GraphException if a strategy does not fit the network, naming the
     *     place
     */
    public StrategyPlan of(NetworkSpec spec) {
      Model model = networks.model(spec);
      Networks.checkScale(model, spec.scale());
      Map<String, Strategy> strategies = networks.strategies(spec.strategies());
      Map<String, AttachmentNotes> notes = AttachmentNotes.of(model, spec.scale(), strategies);
      Complexity host = Complexity.of(model, spec.scale());
      List<AttachedStrategy> attached = new ArrayList<>();
      Complexity before = host;
      Map<String, Strategy> acting = new LinkedHashMap<>();
      for (StrategySpec strategy : networks.completed(spec.strategies())) {
        String id = strategy.id();
        acting.put(id, strategies.get(id));
        Complexity with = Complexity.of(model, spec.scale(), acting);
        attached.add(
            new AttachedStrategy(
                strategy,
                notes.get(id).places(),
                with.parameters() - before.parameters(),
                Complexity.foldedParameters(model, spec.scale(), acting, id),
                with.multiAdds() - before.multiAdds(),
                notes.get(id).widening()));
        before = with;
      }
      return new StrategyPlan(spec.model(), spec.scale(), host, attached);
    }
  }
}
