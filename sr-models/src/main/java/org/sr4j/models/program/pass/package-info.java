/** Rewriting of inference programs into equal ones that take less work. */
package org.sr4j.models.program.pass;
