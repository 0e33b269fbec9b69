/**
 * PyTorch checkpoints, read without PyTorch and without running anything: the legacy format of
 * {@code torch.save} before version 1.6 (pickles, then raw storages) and the zip format since.
 */
package org.sr4j.models.weights.pytorch;
