package org.sr4j.models.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.network.detection.ExpectedTensors;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Tells which network weights are of. Files of the library say so themselves; for others every
 * model of the registry, plugins' included, is asked whether it knows the names and shapes, and
 * what it answers is compared tensor by tensor.
 */
public final class ModelDetector {

  private static final Logger log = LoggerFactory.getLogger(ModelDetector.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SHOWN_TENSORS = 5;

  private final Registry registry;
  private final Networks networks;

  @Inject
  public ModelDetector(Registry registry) {
    this.registry = registry;
    this.networks = new Networks(registry);
  }

  /**
   * The one network that the weights are of. If none is recognised and the hint names model and
   * scale, the hint is believed.
   *
   * @param where the weights come from, for errors
   * @param hint what is known of them, and the strategies wanted; weights may lack these
   * @throws WeightsException if no network fits, saying what the weights look like and which
   *     networks are known, or, where one almost fits, everything that does not; if several fit,
   *     listing them; or if the hint contradicts the weights
   */
  public NetworkSpec detect(Weights weights, String where, ModelHint hint) {
    return detect(weights, where, hint, Map.of());
  }

  /**
   * The same where options are known too: they choose among networks that differ in nothing that
   * tensors show.
   *
   * @param options some of the network's, as JSON has them
   */
  NetworkSpec detect(Weights weights, String where, ModelHint hint, Map<String, Object> options) {
    NetworkSpec found = ofWeights(withoutStrategies(weights, hint), where, hint, options);
    return found.withStrategies(hint.strategiesOver(found.strategies()));
  }

  /** Of weights that do not say what they are, models know their own tensors only. */
  private static Weights withoutStrategies(Weights weights, ModelHint hint) {
    return WeightsMetadata.of(weights).isPresent()
        ? weights
        : Weights.of(
            weights.tensors().stream().filter(t -> !hint.isOfStrategy(t.name())).toList(),
            weights.metadata());
  }

  private NetworkSpec ofWeights(
      Weights weights, String where, ModelHint hint, Map<String, Object> options) {
    List<Candidate> proposed = proposed(weights);
    List<NetworkSpec> fitting = fitting(proposed);
    Problem problem = Problem.cannot("tell which network the weights are of").at(where);
    if (fitting.isEmpty()) {
      return unrecognised(weights, proposed, hint, problem);
    }
    List<NetworkSpec> allowed = fitting.stream().filter(hint::allows).toList();
    if (allowed.isEmpty()) {
      throw new WeightsException(
          problem.got("weights of " + list(fitting)).expected(hint + " as asked for"));
    }
    if (allowed.size() > 1) {
      List<NetworkSpec> chosen = allowed.stream().filter(s -> agrees(s, options)).toList();
      allowed = chosen.isEmpty() ? allowed : chosen;
    }
    if (allowed.size() > 1) {
      throw new WeightsException(
          problem
              .got("weights that fit " + list(allowed))
              .expected("one network and scale")
              .advice(choice(allowed)));
    }
    return allowed.get(0);
  }

  /** The network that somebody names who knows better; else an error. */
  private NetworkSpec unrecognised(
      Weights weights, List<Candidate> proposed, ModelHint hint, Problem problem) {
    Optional<Problem> nearest = nearest(proposed, hint, problem);
    if (nearest.isEmpty() && hint.model().isPresent() && hint.scale().isPresent()) {
      // A model need not recognise its weights; loading them lists what does not fit.
      return new NetworkSpec(hint.model().get(), hint.scale().getAsInt());
    }
    throw new WeightsException(nearest.orElseGet(() -> unknown(problem, weights)));
  }

  /** Every network that the weights fit; one, if they say themselves what they are of. */
  public List<NetworkSpec> candidates(Weights weights) {
    return fitting(proposed(weights));
  }

  private static List<NetworkSpec> fitting(List<Candidate> proposed) {
    return proposed.stream().filter(c -> c.mismatches.isEmpty()).map(Candidate::spec).toList();
  }

  /**
   * A network that a model proposed.
   *
   * @param mismatches tensors that it would not take
   * @param near whether most tensors fit
   */
  private record Candidate(NetworkSpec spec, List<String> mismatches, boolean near) {}

  private List<Candidate> proposed(Weights weights) {
    return WeightsMetadata.of(weights)
        .map(own -> spec(own.model(), own.options(), own.scale()).withStrategies(own.strategies()))
        // Loading them compares every tensor.
        .map(spec -> List.of(new Candidate(spec, List.of(), true)))
        .orElseGet(
            () ->
                registry.models().stream()
                    .flatMap(p -> detections(p, weights))
                    .flatMap(spec -> compare(spec, weights).stream())
                    .toList());
  }

  private Optional<Candidate> compare(NetworkSpec spec, Weights weights) {
    Nd4jRuntime.require();
    try {
      List<String> mismatches =
          ExpectedTensors.of(networks.model(spec), spec.scale()).mismatches(weights);
      boolean near = 2 * mismatches.size() < weights.tensors().size();
      return Optional.of(new Candidate(spec, mismatches, near));
    } catch (RuntimeException e) {
      doubt(spec.model(), e);
      return Optional.empty();
    }
  }

  /** One model that stumbles over strange shapes must not keep the others from being asked. */
  private static void doubt(String model, RuntimeException e) {
    log.warn("Model {} is taken not to fit the weights: it failed with {}", model, e + "");
    log.debug("Detection by model {} failed", model, e);
  }

  private static Optional<Problem> nearest(
      List<Candidate> proposed, ModelHint hint, Problem problem) {
    return proposed.stream()
        .filter(c -> c.near && hint.allows(c.spec))
        .min(Comparator.comparingInt(c -> c.mismatches.size()))
        .map(
            c ->
                problem
                    .got(
                        "weights like those of "
                            + list(List.of(c.spec))
                            + " but for "
                            + c.mismatches.stream()
                                .map(MalformedException::printable)
                                .collect(Collectors.joining("; ")))
                    .expected("exactly the tensors of one network"));
  }

  private Problem unknown(Problem problem, Weights weights) {
    return problem
        .got(describe(weights))
        .expected("weights of a known network: " + known())
        .advice("Is there a plugin for this network, and is it on the class path?");
  }

  private static boolean agrees(NetworkSpec spec, Map<String, Object> options) {
    return options.entrySet().stream()
        .allMatch(
            o ->
                String.valueOf(o.getValue())
                    .equalsIgnoreCase(String.valueOf(spec.options().get(o.getKey()))));
  }

  private static String choice(List<NetworkSpec> allowed) {
    if (allowed.stream().map(s -> s.model() + s.options()).distinct().count() == 1) {
      return "The tensors are the same at each of these scales: name the scale.";
    }
    return allowed.stream().map(s -> s.model() + s.scale()).distinct().count() == 1
        ? "The tensors are the same with each of these options: sr convert --options chooses."
        : "Name the model or the scale.";
  }

  private static <O extends Record> Stream<NetworkSpec> detections(
      ModelProvider<O> provider, Weights weights) {
    try {
      return provider.detect(weights).stream()
          .map(d -> spec(provider.id(), OptionsBinder.toJson(d.options()), d.scale()))
          .toList()
          .stream();
    } catch (RuntimeException e) {
      doubt(provider.id(), e);
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
