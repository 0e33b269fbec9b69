package org.sr4j.models.strategy.graft;

import java.util.List;
import java.util.stream.Collectors;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/** Whether a strategy's plan may be carried out. */
final class PlanCheck {

  private PlanCheck() {}

  /**
   * Residuals are independent of each other: those that cannot be scaled are left alone. A strategy
   * of blocks is defined over all of them: if it cannot act on one, the user must say which it
   * shall act on.
   *
   * @throws GraphException with the reasons
   */
  static void check(GraftPlan.StrategyPlan plan) {
    List<String> blocks = plan.at(Place.Role.BLOCK);
    boolean refusedBlock =
        plan.refused().stream().anyMatch(refusal -> refusal.role() == Place.Role.BLOCK);
    if (refusedBlock && !blocks.isEmpty()) {
      throw refuse(
          plan,
          "blocks that differ",
          "blocks of one shape",
          "Name those that shall have it: .blocks("
              + blocks.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "))
              + ").");
    }
    if (plan.attached().isEmpty()) {
      throw refuse(
          plan,
          "no place for it",
          expected(plan),
          "If the network has one that was not found, name it: .shallow(), .blocks(),"
              + " .residuals().");
    }
    if (plan.problem().isPresent()) {
      throw refuse(plan, plan.problem().get(), null, null);
    }
  }

  private static String expected(GraftPlan.StrategyPlan plan) {
    boolean blocks =
        plan.refused().stream().anyMatch(refusal -> refusal.role() == Place.Role.BLOCK);
    return blocks
        ? "repeated blocks that keep channels and size"
        : "additions y = x + H(x), of which one input reaches the other";
  }

  private static GraphException refuse(
      GraftPlan.StrategyPlan plan, String got, String expected, String advice) {
    String reasons =
        plan.refused().stream().map(Refusal::toString).collect(Collectors.joining("; "));
    Problem problem =
        Problem.cannot("graft " + plan.id())
            .got(reasons.isEmpty() ? got : got + " (" + reasons + ")");
    if (expected != null) {
      problem = problem.expected(expected);
    }
    return new GraphException(advice == null ? problem : problem.advice(advice));
  }
}
