/** RCAN: very deep residual channel attention. */
package org.sr4j.models.network.rcan;
