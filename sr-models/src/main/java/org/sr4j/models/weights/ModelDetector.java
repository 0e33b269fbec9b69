package org.sr4j.models.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Tells which network weights are of. Files of the library say so themselves; for others every
 * model of the registry, plugins' included, is asked whether it knows the names and shapes.
 */
public final class ModelDetector {

  private static final Logger log = LoggerFactory.getLogger(ModelDetector.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SHOWN_TENSORS = 5;

  private final Registry registry;

  @Inject
  public ModelDetector(Registry registry) {
    this.registry = registry;
  }

  /**
   * The one network that the weights are of.
   *
   * @param where the weights come from, for errors
   * @param hint what is known of them
   * @throws WeightsException if no network fits, saying what the weights look like and which
   *     networks are known; if several fit, listing them; or if the hint contradicts the weights
   */
  public NetworkSpec detect(Weights weights, String where, ModelHint hint) {
    List<NetworkSpec> fitting = candidates(weights);
    Problem problem = Problem.cannot("tell which network the weights are of").at(where);
    if (fitting.isEmpty()) {
      throw new WeightsException(
          problem
              .got(describe(weights))
              .expected("weights of a known network: " + known())
              .advice("Is there a plugin for this network, and is it on the class path?"));
    }
    List<NetworkSpec> allowed = fitting.stream().filter(hint::allows).toList();
    if (allowed.isEmpty()) {
      throw new WeightsException(
          problem.got("weights of " + list(fitting)).expected(hint + " as asked for"));
    }
    if (allowed.size() > 1) {
      throw new WeightsException(
          problem
              .got("weights that fit " + list(allowed))
              .expected("one network and scale")
              .advice("Name the model, its options or the scale."));
    }
    return allowed.get(0);
  }

  /** Every network that the weights fit; one, if they say themselves what they are of. */
  public List<NetworkSpec> candidates(Weights weights) {
    return WeightsMetadata.of(weights)
        .map(own -> List.of(spec(own.model(), own.options(), own.scale())))
        .orElseGet(() -> registry.models().stream().flatMap(p -> detections(p, weights)).toList());
  }

  private static <O extends Record> Stream<NetworkSpec> detections(
      ModelProvider<O> provider, Weights weights) {
    try {
      return provider.detect(weights).stream()
          .map(d -> spec(provider.id(), OptionsBinder.toJson(d.options()), d.scale()))
          .toList()
          .stream();
    } catch (RuntimeException e) {
      // One plugin that stumbles over strange shapes must not keep the others from being asked.
      log.warn(
          "Model {} is taken not to fit the weights: it failed with {}", provider.id(), e + "");
      log.debug("Detection by model {} failed", provider.id(), e);
      return Stream.empty();
    }
  }

  private static NetworkSpec spec(String model, String options, int scale) {
    try {
      JsonNode object = JSON.readTree(options);
      if (object.isObject()) {
        Map<String, Object> map = JSON.convertValue(object, new TypeReference<>() {});
        return new NetworkSpec(model, map, scale, List.of());
      }
    } catch (JsonProcessingException e) {
      log.debug("Options that are no JSON", e);
    }
    throw new WeightsException(
        Problem.cannot("read the options in the weights' metadata")
            .got(MalformedException.printable(options))
            .expected("a JSON object"));
  }

  private String known() {
    return registry.models().stream()
        .map(ModelProvider::id)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static String describe(Weights weights) {
    String first =
        weights.tensors().stream()
            .limit(SHOWN_TENSORS)
            .map(t -> MalformedException.printable(t.toString()))
            .collect(Collectors.joining(", "));
    String more = weights.tensors().size() > SHOWN_TENSORS ? ", ..." : "";
    return weights.tensors().size()
        + " tensors with "
        + weights.elements()
        + " values: "
        + first
        + more;
  }

  private static String list(List<NetworkSpec> specs) {
    return specs.stream()
        .map(s -> s.model() + " x" + s.scale() + " " + s.options())
        .collect(Collectors.joining(", "));
  }
}
