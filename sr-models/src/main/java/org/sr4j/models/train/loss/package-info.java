/** Losses, written as nodes of the training graph. */
package org.sr4j.models.train.loss;
