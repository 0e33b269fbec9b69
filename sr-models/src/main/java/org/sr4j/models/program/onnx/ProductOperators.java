package org.sr4j.models.program.onnx;

import java.util.List;
import java.util.Map;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.weights.binary.MalformedException;

/** Products of matrices. */
final class ProductOperators {

  static final Map<String, OperatorReader> ALL =
      Map.of("Gemm", ProductOperators::general, "MatMul", ProductOperators::product);

  private ProductOperators() {}

  private static void product(OnnxNode node, GraphReading graph) {
    graph.emit(new MatrixProduct(node.output(), graph.value(node, 0), graph.value(node, 1)));
  }

  /** {@code A B + C}, where A and B may be transposed: a linear layer. */
  private static void general(OnnxNode node, GraphReading graph) {
    for (String factor : List.of("alpha", "beta")) {
      float value = node.real(factor, 1);
      if (value != 1) {
        throw new MalformedException(factor + " " + value, "1");
      }
    }
    String left = matrix(node, graph, 0, "transA");
    String right = matrix(node, graph, 1, "transB");
    String sum = node.has(2) ? graph.value(node, 2) : null;
    String product = sum == null ? node.output() : graph.fresh(node.output() + ".product");
    graph.emit(new MatrixProduct(product, left, right));
    if (sum != null) {
      graph.emit(new Binary(node.output(), product, sum, Binary.Kind.ADD));
    }
  }

  private static String matrix(OnnxNode node, GraphReading graph, int input, String transposed) {
    String name = graph.value(node, input);
    if (graph.rank(name) != 2) {
      throw new MalformedException(name + " of " + graph.rank(name) + " axes", "a matrix");
    }
    if (node.integer(transposed, 0) == 0) {
      return name;
    }
    String turned = graph.fresh(node.output() + "." + transposed);
    graph.emit(new Transpose(turned, name, List.of(1, 0)));
    return turned;
  }
}
