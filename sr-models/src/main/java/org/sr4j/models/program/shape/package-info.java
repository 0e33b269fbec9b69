/** Shapes of the values of inference programs, with symbols for sizes that are free. */
package org.sr4j.models.program.shape;
