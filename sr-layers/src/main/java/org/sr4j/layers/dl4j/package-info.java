/**
 * Registered layers and models inside networks of Deeplearning4j.
 *
 * <p>{@link org.sr4j.layers.dl4j.SrLayer} is a DL4J layer (one input; for {@code ComputationGraph}
 * and {@code MultiLayerNetwork}), {@link org.sr4j.layers.dl4j.SrVertex} a DL4J vertex (any number
 * of inputs; a layer or a whole network). Both compute their gradients themselves: the {@code
 * SameDiffLayer} and {@code SameDiffVertex} of DL4J 1.0.0-M2.1 double every gradient that passes
 * through them.
 */
package org.sr4j.layers.dl4j;
