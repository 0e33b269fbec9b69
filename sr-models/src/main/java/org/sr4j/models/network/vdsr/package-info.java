/** VDSR: a deep correction of the bicubic enlargement. */
package org.sr4j.models.network.vdsr;
