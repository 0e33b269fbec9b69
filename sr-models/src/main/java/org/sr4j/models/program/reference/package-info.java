/**
 * What the operations of inference programs mean, in plain loops over {@code [N,C,H,W]} floats,
 * with sums in double. Slow, and meant to be read.
 */
package org.sr4j.models.program.reference;
