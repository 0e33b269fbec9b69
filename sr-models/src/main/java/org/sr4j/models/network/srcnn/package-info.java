/** SRCNN, the first network of the field. */
package org.sr4j.models.network.srcnn;
