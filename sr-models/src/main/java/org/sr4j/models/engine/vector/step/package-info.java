/**
 * What a plan of the vector engine consists of: steps over feature maps and flat arrays whose
 * memory is known. Steps know nothing of programs.
 */
package org.sr4j.models.engine.vector.step;
