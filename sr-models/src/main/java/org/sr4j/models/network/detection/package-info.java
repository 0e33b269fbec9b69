/** Which network weights are of, told by the names and shapes of their tensors. */
package org.sr4j.models.network.detection;
