/**
 * Finds shallow feature, repeated blocks and residuals of a network by its structure, whatever the
 * library that the network is written in.
 */
package org.sr4j.models.strategy.graft.structure;
