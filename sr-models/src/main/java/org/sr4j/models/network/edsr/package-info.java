/** EDSR and its shallow variant. */
package org.sr4j.models.network.edsr;
