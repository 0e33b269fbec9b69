/**
 * Runs SameDiff graphs on ND4J: execution plans with reused memory, gradients, and the engine
 * {@code nd4j}.
 */
package org.sr4j.models.engine.nd4j;
