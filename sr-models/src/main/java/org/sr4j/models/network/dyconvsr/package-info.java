/** DyConvSR: dynamic convolution, a high-frequency branch and spatial attention. */
package org.sr4j.models.network.dyconvsr;
