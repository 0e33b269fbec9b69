/** Bicubic enlargement as a network without weights. */
package org.sr4j.models.network.bicubic;
