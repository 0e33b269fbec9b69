/** Checkpoints: everything a run needs to go on, in one file that is replaced atomically. */
package org.sr4j.models.train.checkpoint;
