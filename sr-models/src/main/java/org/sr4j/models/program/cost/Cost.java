package org.sr4j.models.program.cost;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.models.program.fusion.FusedStep;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.TransposedConvolution;

/**
 * What one operation, or several, cost for one size of the inputs.
 *
 * @param multiplyAdds products that are added up, of convolutions, matrix products and
 *     interpolations, by their definition: fast algorithms need fewer
 * @param functions values that activations, sums, products, poolings and reductions read or make,
 *     whichever are more
 * @param bytes read and written, maps and weights, each value once; what only changes a shape moves
 *     nothing
 */
public record Cost(long multiplyAdds, long functions, long bytes) {

  public static final Cost NONE = new Cost(0, 0, 0);

  private static final int CUBIC_TAPS = 16;
  private static final int LINEAR_TAPS = 4;

  public Cost plus(Cost other) {
    return new Cost(
        multiplyAdds + other.multiplyAdds, functions + other.functions, bytes + other.bytes);
  }

  /**
   * @param shapes of all values
   */
  public static Cost of(Operation operation, Map<String, long[]> shapes) {
    return new Cost(
        multiplyAdds(operation, shapes),
        functions(operation, shapes),
        bytes(List.of(operation), shapes));
  }

  /** What is between the operations of a step costs no bytes. */
  public static Cost of(FusedStep step, Map<String, long[]> shapes) {
    long multiplyAdds = 0;
    long functions = 0;
    for (Operation operation : step.operations()) {
      multiplyAdds += multiplyAdds(operation, shapes);
      functions += functions(operation, shapes);
    }
    return new Cost(multiplyAdds, functions, bytes(step.operations(), shapes));
  }

  private static long multiplyAdds(Operation operation, Map<String, long[]> shapes) {
    long made = elements(operation.output(), shapes);
    if (operation instanceof Convolution o) {
      long[] weight = shapes.get(o.weight());
      return made * weight[1] * weight[2] * weight[3];
    } else if (operation instanceof TransposedConvolution o) {
      long[] weight = shapes.get(o.weight());
      return elements(o.map(), shapes) * weight[1] * weight[2] * weight[3];
    } else if (operation instanceof MatrixProduct o) {
      long[] left = shapes.get(o.left());
      return made * left[left.length - 1];
    } else if (operation instanceof Resize o) {
      return switch (o.kind()) {
        case NEAREST -> 0;
        case LINEAR -> LINEAR_TAPS * made;
        case CUBIC -> CUBIC_TAPS * made;
      };
    }
    return 0;
  }

  private static long functions(Operation operation, Map<String, long[]> shapes) {
    long made = elements(operation.output(), shapes);
    if (operation instanceof Activation
        || operation instanceof Prelu
        || operation instanceof Binary
        || operation instanceof Softmax) {
      return made;
    } else if (operation instanceof Reduce o) {
      return elements(o.input(), shapes);
    } else if (operation instanceof Pool o) {
      return made * o.window().kernelHeight() * o.window().kernelWidth();
    }
    return 0;
  }

  private static long bytes(List<Operation> operations, Map<String, long[]> shapes) {
    Operation last = operations.get(operations.size() - 1);
    if (last instanceof Reshape || last instanceof Identity) {
      return 0;
    }
    long made = elements(last.output(), shapes);
    if (last instanceof Slice) {
      return 2 * made * Float.BYTES;
    }
    Set<String> inner = new HashSet<>();
    Set<String> read = new HashSet<>();
    for (Operation operation : operations) {
      inner.add(operation.output());
      read.addAll(operation.inputs());
    }
    read.removeAll(inner);
    return Float.BYTES * (made + read.stream().mapToLong(name -> elements(name, shapes)).sum());
  }

  private static long elements(String name, Map<String, long[]> shapes) {
    long elements = 1;
    for (long size : shapes.get(name)) {
      elements *= size;
    }
    return elements;
  }
}
