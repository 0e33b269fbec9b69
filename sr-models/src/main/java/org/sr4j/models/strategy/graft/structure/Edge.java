package org.sr4j.models.strategy.graft.structure;

/**
 * One use of a node's output.
 *
 * @param consumer name of the node that reads it
 * @param input which of the consumer's inputs, from 0
 */
public record Edge(String consumer, int input) {}
