/** Nonlinearities. */
package org.sr4j.layers.activation;
