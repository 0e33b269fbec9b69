package org.sr4j.models.strategy.graft;

/**
 * A place at which a strategy cannot act.
 *
 * @param node name of the vertex or variable; "-" for the whole network
 * @param reason why not
 */
public record Refusal(Place.Role role, String node, String reason) {

  @Override
  public String toString() {
    return role + " " + node + ": " + reason;
  }
}
