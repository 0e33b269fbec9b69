package org.sr4j.models.program.lowering;

/** How one kind of SameDiff operation is lowered. */
interface Rule {

  Value lower(Node node);
}
