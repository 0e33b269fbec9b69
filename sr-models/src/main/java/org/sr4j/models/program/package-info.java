/**
 * Inference programs: a network as a list of a few kinds of operations over named values, without
 * ND4J. Its file form is ONNX.
 */
package org.sr4j.models.program;
