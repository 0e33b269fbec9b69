/** Convolutions: dense, grouped, depthwise, transposed, dynamic. */
package org.sr4j.layers.conv;
