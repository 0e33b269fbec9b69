/** Strategies on a DL4J {@code ComputationGraph}. */
package org.sr4j.models.strategy.graft.dl4j;
