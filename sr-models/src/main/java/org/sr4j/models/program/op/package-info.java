/** The operations of inference programs: one record a kind, each one operator of ONNX. */
package org.sr4j.models.program.op;
