/** Checks that the records of layer options share. */
package org.sr4j.layers.options;
