/** LMFN: large kernel attention and multi-scale modulation, fused. */
package org.sr4j.models.network.lmfn;
