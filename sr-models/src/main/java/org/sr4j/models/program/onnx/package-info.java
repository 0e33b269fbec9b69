/**
 * Inference programs as ONNX files. Files are untrusted: whatever is wrong with one ends in a
 * {@link org.sr4j.api.error.WeightsException}, and memory stays within a small multiple of its
 * size.
 */
package org.sr4j.models.program.onnx;
