package org.sr4j.models.program.pass;

import org.sr4j.models.program.op.Operation;

/** Looks at one operation, after all before it were looked at. */
interface Rewrite {

  /**
   * Writes something else to the bench that makes the operation's output, or nothing.
   *
   * @return whether it did; otherwise the operation stays
   */
  boolean apply(Operation operation, Workbench bench);
}
