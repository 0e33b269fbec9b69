/** FSRCNN on luma and RGB. */
package org.sr4j.models.network.fsrcnn;
