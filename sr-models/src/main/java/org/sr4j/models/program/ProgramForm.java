package org.sr4j.models.program;

import org.sr4j.api.engine.Signature;

/**
 * A program and the names by which it is run.
 *
 * @param sizeSpecific whether it serves only the low-resolution size it was made for
 */
public record ProgramForm(Program program, Signature signature, boolean sizeSpecific) {}
