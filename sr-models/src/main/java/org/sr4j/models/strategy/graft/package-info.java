/**
 * Puts strategies onto a user's own network: {@link org.sr4j.models.strategy.graft.Graft} finds the
 * places in a DL4J {@code ComputationGraph} or a SameDiff graph and changes a copy.
 */
package org.sr4j.models.strategy.graft;
