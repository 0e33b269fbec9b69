package org.sr4j.models.strategy.graft;

import java.util.List;

/**
 * One change of a network.
 *
 * @param block number of the block, if the place is one
 * @param strategies those that act there, in order; at the shallow feature all of them, since a
 *     strategy may only look at it
 */
public record Step(Place place, int block, List<ChosenStrategy> strategies) {}
