/** Channel-wise scaling of residuals. */
package org.sr4j.models.strategy.cwss;
