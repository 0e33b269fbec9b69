/** Batches of patches, made ahead by worker threads. */
package org.sr4j.models.train.batch;
