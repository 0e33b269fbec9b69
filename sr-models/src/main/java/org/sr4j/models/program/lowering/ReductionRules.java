package org.sr4j.models.program.lowering;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Softmax;

/** Operations that make one value of several. */
final class ReductionRules {

  private ReductionRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("reduce_max", n -> reduce(n, Reduce.Kind.MAX));
    rules.put("reduce_mean", n -> reduce(n, Reduce.Kind.MEAN));
    rules.put("reduce_min", n -> reduce(n, Reduce.Kind.MIN));
    rules.put("reduce_sum", n -> reduce(n, Reduce.Kind.SUM));
    rules.put("softmax", ReductionRules::softmax);
    rules.put("matmul", ReductionRules::product);
  }

  private static Value reduce(Node n, Reduce.Kind kind) {
    if (n.op() instanceof DynamicCustomOp) {
      throw n.refuse("a reduction with its axes in integers", "one that names its axes");
    }
    int rank = n.view(0).shape().size();
    int[] axes = axes(n);
    List<Integer> sorted =
        IntStream.of(axes).map(a -> a < 0 ? a + rank : a).sorted().boxed().toList();
    boolean all = axes.length == 0 || (axes.length == 1 && axes[0] == Integer.MAX_VALUE);
    return n.add(
        new Reduce(
            n.output(), n.read(0), kind, all ? List.of() : sorted, n.reduction().isKeepDims()));
  }

  private static int[] axes(Node n) {
    if (n.in().size() > 1) {
      return n.sizes(1).values().stream().mapToInt(d -> Math.toIntExact(d.constant())).toArray();
    }
    return n.reduction().dimensions() == null
        ? new int[0]
        : n.reduction().dimensions().toIntVector();
  }

  private static Value softmax(Node n) {
    int rank = n.view(0).shape().size();
    int axis = n.integers().length == 0 ? -1 : n.integer(0);
    return n.add(new Softmax(n.output(), n.read(0), axis < 0 ? axis + rank : axis));
  }

  private static Value product(Node n) {
    if (n.in().get(0) instanceof View lines
        && n.in().get(1) instanceof ShapeFunction matrix
        && IntStream.range(0, 3).allMatch(i -> n.integers().length <= i || n.integer(i) == 0)) {
      Optional<View> resized = BilinearMatrix.product(n, lines, matrix);
      if (resized.isPresent()) {
        return resized.get();
      }
    }
    View left = n.integers().length > 0 && n.integer(0) == 1 ? swapped(n.view(0)) : n.view(0);
    View right = n.integers().length > 1 && n.integer(1) == 1 ? swapped(n.view(1)) : n.view(1);
    boolean plain =
        (n.integers().length < 3 || n.integer(2) == 0)
            && (n.reals().length < 1 || n.reals()[0] == 1)
            && (n.reals().length < 2 || n.reals()[1] == 0);
    if (!plain) {
      throw n.refuse("a matrix product with factors or a transposed result", "a plain product");
    }
    return n.add(
        new MatrixProduct(
            n.output(),
            n.draft().write(left, n.names().get(0) + "/left"),
            n.draft().write(right, n.names().get(1) + "/right")));
  }

  private static View swapped(View view) {
    int rank = view.shape().size();
    List<Integer> order =
        IntStream.range(0, rank).map(i -> i < rank - 2 ? i : 2 * rank - 3 - i).boxed().toList();
    return view.permuted(order);
  }
}
