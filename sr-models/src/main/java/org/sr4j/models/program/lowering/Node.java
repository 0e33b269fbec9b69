package org.sr4j.models.program.lowering;

import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.program.op.Operation;

/**
 * An operation of the graph with what is known of its inputs.
 *
 * @param output name of the variable that it makes
 */
record Node(
    DifferentialFunction op, String output, List<String> names, List<Value> in, Draft draft) {

  String type() {
    return op.opName();
  }

  /** An input that is data. */
  View view(int index) {
    Value value = in.get(index);
    if (value instanceof View view) {
      return view;
    }
    if (value instanceof ShapeFunction function) {
      return Constants.of(function, draft, names.get(index));
    }
    throw refuse("integers as input " + index, "real numbers");
  }

  /** Name of an input in the program. */
  String read(int index) {
    return draft.write(view(index), names.get(index));
  }

  /** An input that follows from shapes. */
  Sizes sizes(int index) {
    if (in.get(index) instanceof Sizes sizes) {
      return sizes;
    }
    throw refuse("an input " + index + " that is computed from data", "shapes and constants");
  }

  Value add(Operation operation) {
    return draft.add(operation);
  }

  long[] integers() {
    return ((DynamicCustomOp) op).iArgs();
  }

  double[] reals() {
    return ((DynamicCustomOp) op).tArgs();
  }

  double scalar() {
    return ((ScalarOp) op).scalar().getDouble(0);
  }

  ReduceOp reduction() {
    return (ReduceOp) op;
  }

  int integer(int index) {
    return Math.toIntExact(integers()[index]);
  }

  GraphException refuse(String got, String expected) {
    return new GraphException(
        Problem.cannot("lower the graph")
            .at(output + " (" + type() + ")")
            .got(got)
            .expected(expected)
            .advice("Run the network on the engine nd4j."));
  }
}
