/** Cutting and joining feature maps by channel, with gradients that are right. */
package org.sr4j.layers.shape;
