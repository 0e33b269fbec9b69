/** Evaluation of the training graph: loss, gradients, new values of buffers. */
package org.sr4j.models.train.gradient;
