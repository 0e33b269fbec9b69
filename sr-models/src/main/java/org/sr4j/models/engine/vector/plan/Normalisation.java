package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Reduce;

/**
 * Operations that together normalise the channels of each pixel: {@code d = x - mean(x)}, {@code d
 * / sqrt(mean(d*d) + epsilon)}, times a weight plus a bias per channel, plus a map.
 */
final class Normalisation {

  private final Subprogram program;
  private final Set<Operation> taken;

  /** In order; all that is found is in them. */
  final List<Operation> operations = new ArrayList<>();

  /** Name of what is normalised. */
  final String input;

  float epsilon;
  float[] weight;
  float[] bias;

  /** Name of a map that is added, or null. */
  String add;

  private Normalisation(Subprogram program, Reduce mean, Set<Operation> taken) {
    this.program = program;
    this.taken = taken;
    this.input = mean.input();
    operations.add(mean);
  }

  /**
   * The normalisation that begins with a mean, if there is one.
   *
   * @param taken operations that belong to others
   */
  static Optional<Normalisation> of(Subprogram program, Operation mean, Set<Operation> taken) {
    if (!isMean(mean) || taken.contains(mean) || !program.isMap(((Reduce) mean).input())) {
      return Optional.empty();
    }
    Normalisation found = new Normalisation(program, (Reduce) mean, taken);
    return found.isWhole() ? Optional.of(found) : Optional.empty();
  }

  private static boolean isMean(Operation o) {
    return o instanceof Reduce r
        && r.kind() == Reduce.Kind.MEAN
        && r.axes().equals(List.of(1))
        && r.keepAxes();
  }

  /** Name of what all of it makes. */
  String output() {
    return last().output();
  }

  private Operation last() {
    return operations.get(operations.size() - 1);
  }

  private boolean isWhole() {
    if (!(next() instanceof Binary d)
        || d.kind() != Binary.Kind.SUBTRACT
        || !d.left().equals(input)
        || !d.right().equals(output())) {
      return false;
    }
    operations.add(d);
    List<Operation> readers = program.readers(d.output());
    if (readers.size() != 2 || program.outputs.contains(d.output())) {
      return false;
    }
    Operation square = readers.get(0);
    Operation result = readers.get(1);
    if (!isSquare(square) || taken.contains(square)) {
      return false;
    }
    operations.add(square);
    return isMean(next())
        && take(next())
        && takesEpsilon()
        && next() instanceof Activation root
        && root.kind() == Activation.Kind.SQRT
        && take(root)
        && takesQuotient(d.output(), result)
        && takesRest();
  }

  /** The only operation that reads what the last one made; null if there is none. */
  private Operation next() {
    String value = output();
    Operation next = program.isPrivate(value) ? program.readers(value).get(0) : null;
    return next == null || taken.contains(next) ? null : next;
  }

  private boolean take(Operation o) {
    operations.add(o);
    return true;
  }

  private static boolean isSquare(Operation o) {
    return o instanceof Binary b && b.kind() == Binary.Kind.MULTIPLY && b.left().equals(b.right());
  }

  private boolean takesEpsilon() {
    if (!(next() instanceof Binary sum) || sum.kind() != Binary.Kind.ADD) {
      return false;
    }
    String constant = other(sum);
    if (!program.isConstant(constant) || program.constant(constant).length != 1) {
      return false;
    }
    epsilon = program.constant(constant)[0];
    return take(sum);
  }

  /** {@code d / root}, or {@code d * (1 / root)}. */
  private boolean takesQuotient(String d, Operation result) {
    if (taken.contains(result) || !(result instanceof Binary b)) {
      return false;
    }
    if (b.kind() == Binary.Kind.DIVIDE && b.left().equals(d) && b.right().equals(output())) {
      return next() == result && take(result);
    }
    Operation inverse = next();
    boolean inverts =
        inverse instanceof Activation a && a.kind() == Activation.Kind.RECIPROCAL
            || inverse instanceof Binary q
                && q.kind() == Binary.Kind.DIVIDE
                && q.right().equals(output())
                && program.isConstant(q.left())
                && Arrays.equals(program.constant(q.left()), new float[] {1});
    return inverts
        && take(inverse)
        && b.kind() == Binary.Kind.MULTIPLY
        && next() == result
        && take(result);
  }

  /** What follows and can be done in the same pass. */
  private boolean takesRest() {
    int channels = (int) program.shape(input)[1];
    weight = factors(Binary.Kind.MULTIPLY, channels);
    bias = factors(Binary.Kind.ADD, channels);
    if (next() instanceof Binary sum
        && sum.kind() == Binary.Kind.ADD
        && !sum.left().equals(sum.right())
        && program.isMap(other(sum))
        && Arrays.equals(program.shape(other(sum)), program.shape(output()))) {
      add = other(sum);
      operations.add(sum);
    }
    return true;
  }

  /** A factor or summand per channel, of which the next operation makes use, or the neutral one. */
  private float[] factors(Binary.Kind kind, int channels) {
    if (next() instanceof Binary b && b.kind() == kind && program.isConstant(other(b))) {
      float[] values = program.perChannel(other(b), channels);
      if (values != null) {
        operations.add(b);
        return values;
      }
    }
    float[] neutral = new float[channels];
    Arrays.fill(neutral, kind == Binary.Kind.MULTIPLY ? 1 : 0);
    return neutral;
  }

  private String other(Binary b) {
    return b.left().equals(output()) ? b.right() : b.left();
  }
}
