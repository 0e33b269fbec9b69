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

  /** {@code alpha A B + beta C}, where A and B may be transposed: a linear layer. */
  private static void general(OnnxNode node, GraphReading graph) {
    String left = matrix(node, graph, 0, "transA");
    String right = matrix(node, graph, 1, "transB");
    float alpha = node.real("alpha", 1);
    float beta = node.real("beta", 1);
    boolean sums = node.has(2) && beta != 0;
    String product = sums ? graph.fresh(node.output() + ".product") : node.output();
    if (alpha == 1) {
      graph.emit(new MatrixProduct(product, left, right));
    } else {
      String plain = graph.fresh(node.output() + ".plain");
      graph.emit(new MatrixProduct(plain, left, right));
      times(product, plain, alpha, graph);
    }
    if (sums) {
      String summand = graph.value(node, 2);
      if (beta != 1) {
        String scaled = graph.fresh(node.output() + ".summand");
        times(scaled, summand, beta, graph);
        summand = scaled;
      }
      graph.emit(new Binary(node.output(), product, summand, Binary.Kind.ADD));
    }
  }

  private static void times(String output, String value, float factor, GraphReading graph) {
    String number = graph.constant(output + ".factor", new long[0], factor);
    graph.emit(new Binary(output, value, number, Binary.Kind.MULTIPLY));
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
