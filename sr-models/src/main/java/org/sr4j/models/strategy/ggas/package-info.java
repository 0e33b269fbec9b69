/** Global-guided attention. */
package org.sr4j.models.strategy.ggas;
