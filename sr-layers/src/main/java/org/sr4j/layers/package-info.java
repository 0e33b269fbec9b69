/** Super-resolution blocks as SameDiff layers. */
package org.sr4j.layers;
