/**
 * A plugin as a third party would write it: a network, a strategy and an engine of its own.
 *
 * <p>To use it, put it into a jar with the file {@code META-INF/services/org.sr4j.api.spi.SrPlugin}
 * that names {@link org.sr4j.examples.plugin.EspcnPlugin}, and the jar on the class path.
 */
package org.sr4j.examples.plugin;
