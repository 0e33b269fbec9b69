/** s-LWSR in its widths, its compressed form and its ablations. */
package org.sr4j.models.network.slwsr;
