/** Normalisation. */
package org.sr4j.layers.norm;
