/**
 * Full-reference metrics on planes of samples. They know nothing of colour, rounding or borders:
 * {@link org.sr4j.eval.protocol} does, and without a protocol a number means little.
 */
package org.sr4j.eval.metric;
