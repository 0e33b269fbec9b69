/**
 * The engine {@code onnx}: networks on ONNX Runtime, an optional dependency. Only {@link
 * org.sr4j.models.engine.onnx.OnnxRuntimeLibrary} and what it makes touch its classes, so that all
 * else loads without them.
 */
package org.sr4j.models.engine.onnx;
