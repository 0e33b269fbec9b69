/** Enlarging in overlapping tiles with the result of the whole picture. */
package org.sr4j.models.tiling;
