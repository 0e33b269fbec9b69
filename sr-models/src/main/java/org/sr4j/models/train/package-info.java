/**
 * Training: an own loop over SameDiff's gradients, with global-norm clipping, weight averages,
 * validation, and checkpoints from which a run goes on bit for bit.
 */
package org.sr4j.models.train;
