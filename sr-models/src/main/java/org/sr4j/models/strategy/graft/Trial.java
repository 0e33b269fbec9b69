package org.sr4j.models.strategy.graft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Resolution;
import org.sr4j.api.graph.Size;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.models.strategy.graft.structure.MapShape;

/**
 * Lets a strategy act at the places of a network, in a graph that holds nothing else and is thrown
 * away: shows where it acts, what it refuses and how many parameters it adds.
 */
final class Trial {

  private static final MapShape SAMPLE = new MapShape(4, 8, 8);

  private final ChosenStrategy chosen;
  private final MapShape picture;

  private final List<Place> attached = new ArrayList<>();
  private final List<Place> left = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private Optional<String> problem = Optional.empty();
  private long parameters;

  private Trial(ChosenStrategy chosen, MapShape picture) {
    this.chosen = chosen;
    this.picture = picture;
  }

  static GraftPlan.StrategyPlan run(ChosenStrategy chosen, Places places, MapShape picture) {
    Trial trial = new Trial(chosen, picture);
    trial.act(places.inOrder());
    Set<Place.Role> roles = roles(chosen);
    places.refused().stream()
        .filter(refusal -> roles.contains(refusal.role()))
        .forEach(trial.refused::add);
    if (!roles.contains(Place.Role.RESIDUAL)) {
      trial.left.clear();
    }
    return new GraftPlan.StrategyPlan(
        chosen.id(), trial.attached, trial.refused, trial.left, trial.parameters, trial.problem);
  }

  /** At what kinds of places a strategy acts: at which of them it changes the feature. */
  private static Set<Place.Role> roles(ChosenStrategy chosen) {
    Trial trial = new Trial(chosen, SAMPLE);
    trial.act(
        List.of(
            new Place(Place.Role.SHALLOW, "shallow", SAMPLE, List.of()),
            new Place(Place.Role.BLOCK, "block", SAMPLE, List.of()),
            new Place(Place.Role.LONG_SKIP, "skip", SAMPLE, List.of()),
            new Place(Place.Role.RESIDUAL, "residual", SAMPLE, List.of())));
    return trial.attached.stream().map(Place::role).collect(Collectors.toUnmodifiableSet());
  }

  private void act(List<Place> places) {
    List<Integer> channels =
        places.isEmpty()
            ? List.of((int) picture.channels())
            : places.stream().map(place -> (int) place.shape().channels()).toList();
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 0)) {
      new GraphBuilder(store)
          .phase(Phase.TRAINING)
          .lowRes(new Size((int) picture.height(), (int) picture.width()))
          .build((scope, inputs) -> act(scope, places, inputs), channels);
      parameters = store.parameterCount();
    }
  }

  private Feature act(GraphScope scope, List<Place> places, Feature... inputs) {
    Hooks hooks = chosen.strategy().open(scope.child(chosen.id()));
    int block = 0;
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      try {
        Feature before = at(inputs[i], place.shape());
        Feature after = place.call(hooks, block, before);
        if (after != before) {
          attached.add(place);
        } else if (place.role() == Place.Role.LONG_SKIP) {
          left.add(place);
        }
      } catch (GraphException e) {
        refused.add(new Refusal(place.role(), place.node(), reason(e.problem())));
      }
      block += place.role() == Place.Role.BLOCK ? 1 : 0;
    }
    try {
      hooks.onEnd();
    } catch (GraphException e) {
      problem = Optional.of(e.getMessage());
    }
    return inputs[0];
  }

  private Feature at(Feature input, MapShape shape) {
    Resolution resolution =
        Resolution.INPUT.times((int) shape.height()).dividedBy((int) picture.height());
    return new Feature(input.variable(), (int) shape.channels(), resolution);
  }

  private static String reason(Problem problem) {
    return problem.expected() == null
        ? problem.message()
        : problem.got() + ", expected " + problem.expected();
  }
}
