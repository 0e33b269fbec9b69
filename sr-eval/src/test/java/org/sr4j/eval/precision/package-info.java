/**
 * What coarser numbers than float32 would cost: rounding simulated on networks that run in float32.
 */
package org.sr4j.eval.precision;
