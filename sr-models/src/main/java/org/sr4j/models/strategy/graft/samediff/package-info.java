/** Strategies on a user's SameDiff graph. */
package org.sr4j.models.strategy.graft.samediff;
