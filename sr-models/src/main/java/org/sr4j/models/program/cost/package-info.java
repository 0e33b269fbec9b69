/** What the operations of a program cost. */
package org.sr4j.models.program.cost;
