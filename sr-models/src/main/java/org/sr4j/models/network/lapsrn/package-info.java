/** LapSRN: a Laplacian pyramid. */
package org.sr4j.models.network.lapsrn;
