/** Attention over channels, positions and kernels. */
package org.sr4j.layers.attention;
