/** Blocks of networks, made of the other layers. */
package org.sr4j.layers.block;
