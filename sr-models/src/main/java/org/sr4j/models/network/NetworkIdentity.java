package org.sr4j.models.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.weights.WeightsMetadata;

/** What network weights are of, and whether a file's weights are of it too. */
final class NetworkIdentity {

  private final WeightsMetadata own;
  private final UnaryOperator<String> completeOptions;
  private final UnaryOperator<StrategySpec> completeStrategy;

  /**
   * @param own with every option of model and strategies
   * @param completeOptions gives options in JSON the defaults of those that they do not name:
   *     weights may be older than an option
   * @param completeStrategy the same for a strategy
   */
  NetworkIdentity(
      WeightsMetadata own,
      UnaryOperator<String> completeOptions,
      UnaryOperator<StrategySpec> completeStrategy) {
    this.own = own;
    this.completeOptions = completeOptions;
    this.completeStrategy = completeStrategy;
  }

  int scale() {
    return own.scale();
  }

  List<StrategySpec> strategies() {
    return own.strategies();
  }

  Map<String, String> metadata() {
    return own.toMap();
  }

  /**
   * @throws WeightsException if the weights say that they are of another model, scale or options
   */
  void checkHost(Weights weights) {
    for (String key : List.of(Weights.MODEL, Weights.SCALE, Weights.OPTIONS)) {
      String said = weights.metadata().get(key);
      // Tensors may fit all the same: an option need not show in the shapes.
      if (said != null && !said.equals(metadata().get(key)) && !sameOptions(key, said)) {
        throw new WeightsException(
            Problem.cannot("load the weights")
                .at(key)
                .got("weights of " + said)
                .expected(metadata().get(key)));
      }
    }
  }

  private boolean sameOptions(String key, String said) {
    try {
      return key.equals(Weights.OPTIONS) && completeOptions.apply(said).equals(metadata().get(key));
    } catch (OptionsException e) {
      return false;
    }
  }

  /**
   * Ids of the network's strategies of which the weights hold nothing. Weights of others, without
   * metadata, are told by the names of their tensors.
   *
   * @throws WeightsException if the weights say that they have a strategy that the network has not,
   *     or has with other options
   */
  Set<String> absentStrategies(Weights weights) {
    List<StrategySpec> said =
        WeightsMetadata.of(weights).map(WeightsMetadata::strategies).orElse(null);
    Set<String> absent = new LinkedHashSet<>();
    if (said == null) {
      for (StrategySpec strategy : own.strategies()) {
        if (weights.names().stream().noneMatch(n -> n.startsWith(strategy.id() + "."))) {
          absent.add(strategy.id());
        }
      }
      return absent;
    }
    List<StrategySpec> missing = new ArrayList<>(own.strategies());
    for (StrategySpec strategy : said) {
      if (!missing.remove(completed(strategy))) {
        throw otherStrategies(said);
      }
    }
    missing.forEach(strategy -> absent.add(strategy.id()));
    return absent;
  }

  /** The strategy itself where it or its options are unknown: it is none of the network's then. */
  private StrategySpec completed(StrategySpec strategy) {
    try {
      return completeStrategy.apply(strategy);
    } catch (OptionsException | UnknownIdException e) {
      return strategy;
    }
  }

  WeightsException otherStrategies(List<StrategySpec> said) {
    return new WeightsException(
        Problem.cannot("load the weights")
            .at(Weights.STRATEGIES)
            .got("weights " + phrase(said))
            .expected("weights " + phrase(own.strategies()))
            .advice("Without a choice of strategies, those of the weights are taken."));
  }

  private static String phrase(List<StrategySpec> strategies) {
    return strategies.isEmpty()
        ? "without strategies"
        : "with " + strategies.stream().map(StrategyText::of).collect(Collectors.joining(","));
  }
}
