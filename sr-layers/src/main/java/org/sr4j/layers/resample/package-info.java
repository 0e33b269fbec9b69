/** Changes of resolution, and the extraction of high frequencies. */
package org.sr4j.layers.resample;
