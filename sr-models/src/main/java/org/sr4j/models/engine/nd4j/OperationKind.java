package org.sr4j.models.engine.nd4j;

import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.TransformOp;
import org.nd4j.linalg.api.ops.custom.Invoke;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.BaseCompatOp;
import org.nd4j.linalg.api.ops.impl.layers.ExternalErrorsFunction;
import org.nd4j.linalg.api.ops.impl.shape.CreateView;
import org.nd4j.linalg.api.ops.impl.shape.tensorops.BaseTensorOp;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Assign;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/** How ND4J executes an operation. */
enum OperationKind {
  /** Passes its input on. */
  IDENTITY,
  /** Declared in libnd4j with shape function and any number of arrays. */
  CUSTOM,
  /** Legacy: array and one number. */
  SCALAR,
  /** Legacy: elementwise. */
  TRANSFORM,
  /** Legacy: reduction along axes. */
  REDUCE;

  private static final String RANDOM = "org.nd4j.linalg.api.ops.random";

  /** Operations that need no values of their inputs, only shapes. */
  private static final Set<String> OF_SHAPE_ONLY = Set.of("shape_of", "size", "size_at", "rank");

  /** Operations whose result has the values of the first input in the same order. */
  private static final Set<String> RESHAPING = Set.of("reshape", "expand_dims", "squeeze");

  /**
   * Operations in libnd4j that compute element i of the result from elements i of the inputs, or of
   * inputs broadcast to it, so that the result may overwrite an input of its shape.
   */
  private static final Set<String> ELEMENTWISE =
      Set.of(
          "add",
          "subtract",
          "multiply",
          "divide",
          "reversesubtract",
          "reversedivide",
          "maximum",
          "minimum",
          "squaredsubtract",
          "relu",
          "lrelu",
          "prelu",
          "relu_bp",
          "lrelu_bp",
          "sigmoid_bp",
          "clipbyvalue");

  /**
   * @throws GraphException for operations that a plan cannot hold: control flow, random numbers and
   *     others that do not compute a result of fixed shape from their inputs alone
   */
  static OperationKind of(DifferentialFunction op) {
    if (op instanceof Identity) {
      return IDENTITY;
    }
    if (op instanceof BaseCompatOp
        || op instanceof BaseTensorOp
        || op instanceof Invoke
        || op instanceof Assign
        || op instanceof CreateView
        || op instanceof ExternalErrorsFunction
        || op.getClass().getPackageName().startsWith(RANDOM)) {
      throw unsupported(op);
    }
    if (op instanceof CustomOp) {
      return CUSTOM;
    }
    if (op instanceof ScalarOp) {
      return SCALAR;
    }
    if (op instanceof TransformOp) {
      return TRANSFORM;
    }
    if (op instanceof BaseReduceOp reduce && reduce.getOpType() != Op.Type.REDUCE3) {
      return REDUCE;
    }
    throw unsupported(op);
  }

  private static GraphException unsupported(DifferentialFunction op) {
    return new GraphException(
        Problem.cannot("plan the graph")
            .at(op.getOwnName())
            .got("the operation " + op.opName() + " (" + op.getClass().getName() + ")")
            .expected("operations that compute arrays of fixed shape from their inputs alone"));
  }

  static boolean readsShapesOnly(DifferentialFunction op) {
    return OF_SHAPE_ONLY.contains(op.opName());
  }

  static boolean reshapes(DifferentialFunction op) {
    return RESHAPING.contains(op.opName());
  }

  /** Whether the result may overwrite an input of the same type and shape. */
  boolean worksInPlace(DifferentialFunction op) {
    return switch (this) {
      case CUSTOM -> ELEMENTWISE.contains(op.opName());
      case SCALAR -> true;
      case TRANSFORM ->
          switch (((TransformOp) op).getOpType()) {
            case TRANSFORM_SAME, TRANSFORM_FLOAT, TRANSFORM_STRICT -> true;
            default -> false;
          };
      default -> false;
    };
  }
}
