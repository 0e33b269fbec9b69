/** Flips and quarter turns of square patches. */
package org.sr4j.data.augment;
