/** CARN and CARN-M: cascading residual networks. */
package org.sr4j.models.network.carn;
