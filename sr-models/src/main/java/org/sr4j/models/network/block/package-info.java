/** Compositions of layers that several networks share. */
package org.sr4j.models.network.block;
