package org.sr4j.models.program.onnx;

/** Turns a node of one operator into operations. */
@FunctionalInterface
interface OperatorReader {

  /**
   * @throws org.sr4j.models.weights.binary.MalformedException if the node breaks the operator's
   *     rules or wants what is not supported
   */
  void read(OnnxNode node, GraphReading graph);
}
