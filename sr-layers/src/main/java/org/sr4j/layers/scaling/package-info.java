/** Per-channel scales and shifts. */
package org.sr4j.layers.scaling;
