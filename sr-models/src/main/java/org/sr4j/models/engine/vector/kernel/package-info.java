/**
 * Convolution kernels of the vector engine, written with the JDK's Vector API ({@code
 * jdk.incubator.vector}); no public signature mentions it.
 *
 * <p>Maps are channels-last float arrays ({@link org.sr4j.models.engine.vector.kernel.FeatureMap})
 * whose channels are padded with zeros to a multiple of {@link
 * org.sr4j.models.engine.vector.kernel.FeatureMap#CHANNEL_BLOCK}, whatever the width of the
 * processor's vectors is. Nothing in here allocates once a kernel is made, and no result depends on
 * how rows are shared among threads.
 */
package org.sr4j.models.engine.vector.kernel;
