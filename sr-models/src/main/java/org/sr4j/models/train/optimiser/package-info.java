/** Optimisers, clipping and weight averages over one flat vector of parameters. */
package org.sr4j.models.train.optimiser;
