package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Operation;

/**
 * Finds {@code x/2 (1 + erf(x / sqrt 2))} written out, its three factors in any order and grouping.
 */
final class GeluRecovery {

  /** A float's rounding of the two numbers that occur. */
  private static final double ROUNDING = 1e-6;

  private GeluRecovery() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, GeluRecovery::recovered);
  }

  private static boolean recovered(Operation operation, Workbench bench) {
    if (!(operation instanceof Binary root) || root.kind() != Binary.Kind.MULTIPLY) {
      return false;
    }
    List<String> factors = new ArrayList<>();
    collect(root, factors, bench);
    if (factors.size() != 3) {
      return false;
    }
    for (String factor : factors) {
      Optional<String> x = argument(factor, bench);
      List<String> others = new ArrayList<>(factors);
      others.remove(factor);
      if (x.isPresent() && others.remove(x.get()) && isNear(others.get(0), 0.5, bench)) {
        bench.add(new Activation(root.output(), x.get(), Activation.Kind.GELU));
        return true;
      }
    }
    return false;
  }

  /** Factors of a product whose inner products nothing else reads. */
  private static void collect(Binary product, List<String> factors, Workbench bench) {
    for (String name : List.of(product.left(), product.right())) {
      Optional<Binary> inner =
          bench.onlyFor(name, Binary.class).filter(b -> b.kind() == Binary.Kind.MULTIPLY);
      if (inner.isPresent()) {
        collect(inner.get(), factors, bench);
      } else {
        factors.add(name);
      }
    }
  }

  /** The x of {@code 1 + erf(x * sqrt(1/2))}. */
  private static Optional<String> argument(String name, Workbench bench) {
    return bench
        .made(name, Binary.class)
        .filter(sum -> sum.kind() == Binary.Kind.ADD)
        .map(sum -> isNear(sum.right(), 1, bench) ? sum.left() : other(sum, 1, bench))
        .flatMap(erf -> bench.made(erf, Activation.class))
        .filter(erf -> erf.kind() == Activation.Kind.ERF)
        .flatMap(erf -> bench.made(erf.input(), Binary.class))
        .map(scaled -> unscaled(scaled, bench));
  }

  private static String other(Binary o, double number, Workbench bench) {
    return isNear(o.left(), number, bench) ? o.right() : "";
  }

  private static String unscaled(Binary o, Workbench bench) {
    if (o.kind() == Binary.Kind.DIVIDE && isNear(o.right(), Math.sqrt(2), bench)) {
      return o.left();
    }
    if (o.kind() != Binary.Kind.MULTIPLY) {
      return "";
    }
    return isNear(o.right(), Math.sqrt(0.5), bench) ? o.left() : other(o, Math.sqrt(0.5), bench);
  }

  private static boolean isNear(String name, double value, Workbench bench) {
    return bench.number(name).filter(v -> Math.abs(v - value) < ROUNDING).isPresent();
  }
}
