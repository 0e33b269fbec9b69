package org.sr4j.models.strategy.graft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a graft changes, and what not and why. Its text is a table of all of it.
 *
 * @param picture size for which the shapes are given, "height x width"
 * @param strategies in the order in which they act
 */
public record GraftPlan(String picture, List<StrategyPlan> strategies) {

  /**
   * One strategy's part.
   *
   * @param attached where it acts
   * @param refused where it cannot
   * @param left where it could but does not, as it was not asked to: long skips
   * @param parameters number of trained values that it adds
   * @param problem why it cannot be grafted at all
   */
  public record StrategyPlan(
      String id,
      List<Place> attached,
      List<Refusal> refused,
      List<Place> left,
      long parameters,
      Optional<String> problem) {

    public StrategyPlan {
      attached = List.copyOf(attached);
      refused = List.copyOf(refused);
      left = List.copyOf(left);
    }

    /** The names of the places of one role at which it acts. */
    public List<String> at(Place.Role role) {
      return attached.stream().filter(place -> place.role() == role).map(Place::node).toList();
    }
  }

  public GraftPlan {
    strategies = List.copyOf(strategies);
  }

  /**
   * The part of the strategy {@code id}.
   *
   * @throws IllegalArgumentException if it is not of the plan
   */
  public StrategyPlan of(String id) {
    return strategies.stream()
        .filter(plan -> plan.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no strategy \"" + id + "\" in the plan"));
  }

  /** Number of trained values that all strategies add. */
  public long parameters() {
    return strategies.stream().mapToLong(StrategyPlan::parameters).sum();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("Shapes are those of a picture of " + picture + ".");
    for (StrategyPlan plan : strategies) {
      lines.add(
          String.format(Locale.ROOT, "%s: %,d parameters added", plan.id(), plan.parameters()));
      plan.attached()
          .forEach(p -> lines.add("  + " + p.role() + " " + p.node() + ": " + p.shape()));
      plan.left().forEach(p -> lines.add("  . " + p.role() + " " + p.node() + ": not asked for"));
      plan.refused().forEach(refusal -> lines.add("  - " + refusal));
      plan.problem().ifPresent(problem -> lines.add("  ! " + problem));
    }
    return String.join(System.lineSeparator(), lines);
  }
}
