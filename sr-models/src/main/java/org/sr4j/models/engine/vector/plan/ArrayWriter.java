package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.sr4j.models.engine.vector.step.ArrayFunctionStep;
import org.sr4j.models.engine.vector.step.ArrayMoveStep;
import org.sr4j.models.engine.vector.step.ArrayReduceStep;
import org.sr4j.models.engine.vector.step.ElementwiseStep.Function;
import org.sr4j.models.engine.vector.step.InterpretedStep;
import org.sr4j.models.engine.vector.step.MatrixProductStep;
import org.sr4j.models.engine.vector.step.PlanesResizeStep;
import org.sr4j.models.engine.vector.step.ResizeStep;
import org.sr4j.models.engine.vector.step.ShuffleToPlanesStep;
import org.sr4j.models.engine.vector.step.SoftmaxStep;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.Transpose;

/** Writes the steps of operations on values that are no maps, in C order. */
final class ArrayWriter {

  private final Subprogram program;
  private final Values values;
  private final Map<String, Value> outputs;

  /**
   * @param outputs arrays of the caller for what was asked for
   */
  ArrayWriter(Subprogram program, Values values, Map<String, Value> outputs) {
    this.program = program;
    this.values = values;
    this.outputs = outputs;
  }

  void write(Operation o) {
    if (o instanceof Concat concat) {
      concat(concat);
      return;
    }
    if (o instanceof PixelShuffle shuffle && program.isMap(shuffle.input())) {
      shuffle(shuffle);
      return;
    }
    Value in = values.array(o.inputs().get(0));
    if (o instanceof Activation a) {
      function(o, Function.of(a.kind(), 0, a.alpha(), a.beta()), in, null);
    } else if (o instanceof Binary b) {
      function(o, Function.of(b.kind(), 0, 1), in, values.array(b.right()));
    } else if (o instanceof Resize r && program.isPlanar(o.output())) {
      resize(r, in);
    } else if (o instanceof Prelu p) {
      function(o, Function.prelu(0, 1), in, values.array(p.slope()));
    } else if (o instanceof Slice slice) {
      slice(slice, in);
    } else if (o instanceof Transpose t) {
      Value out = result(o);
      int[] order = t.order().stream().mapToInt(Integer::intValue).toArray();
      move(
          ArrayMoveStep.transpose(o.output(), in.slot, in.shape, out.slot, out.shape, order),
          in,
          out);
    } else if (o instanceof Reduce r) {
      Value out = result(o);
      ArrayReduceStep step = new ArrayReduceStep(r, in.slot, in.shape, out.slot);
      values.step(step, step.rows(), false, in, out);
    } else if (o instanceof Softmax s) {
      Value out = result(o);
      SoftmaxStep step = new SoftmaxStep(o.output(), in.slot, out.slot, in.shape, s.axis());
      values.step(step, step.rows(), false, in, out);
    } else if (o instanceof MatrixProduct m && in.shape.length > 1) {
      product(m, in, values.array(m.right()));
    } else {
      interpreted(o);
    }
  }

  /** An array, the caller's if nobody else reads it. */
  private Value result(Operation o) {
    Value wanted = program.isPlanar(o.output()) ? outputs.get(o.output()) : null;
    if (wanted != null && program.readers(o.output()).isEmpty()) {
      values.defineArray(o.output(), wanted);
      return wanted;
    }
    return values.newArray(o.output(), program.shape(o.output()));
  }

  private void shuffle(PixelShuffle o) {
    Value in = values.map(o.input());
    Value out = result(o);
    int channels = (int) out.shape[1];
    values.step(
        new ShuffleToPlanesStep(o.output(), in.slot, out.slot, o.factor(), channels, o.order()),
        in.height(),
        false,
        in,
        out);
  }

  private void resize(Resize o, Value in) {
    Value out = result(o);
    int height = in.height();
    int width = in.width();
    ResizeStep.Taps rows = Interpolation.taps(o, height, out.height(), o.heightFactor());
    ResizeStep.Taps columns = Interpolation.taps(o, width, out.width(), o.widthFactor());
    values.step(
        new PlanesResizeStep(
            o.output(), in.slot, in.channels(), height, width, out.slot, rows, columns),
        out.channels() * out.height(),
        false,
        in,
        out);
  }

  private void function(Operation o, Function function, Value left, Value right) {
    Value out = result(o);
    ArrayFunctionStep step =
        new ArrayFunctionStep(
            o.output(),
            function,
            left.slot,
            left.shape,
            right == null ? null : right.slot,
            right == null ? null : right.shape,
            out.slot,
            out.shape);
    values.step(step, step.rows(), false, left, right, out);
  }

  private void slice(Slice o, Value in) {
    Value out = result(o);
    long length = in.shape[o.axis()];
    int start = (int) (o.start() < 0 ? Math.max(0, o.start() + length) : o.start());
    move(
        ArrayMoveStep.slice(o.output(), in.slot, in.shape, out.slot, out.shape, o.axis(), start),
        in,
        out);
  }

  private void concat(Concat o) {
    Value out = result(o);
    int start = 0;
    for (String name : o.inputs()) {
      Value in = values.array(name);
      move(
          ArrayMoveStep.part(o.output(), in.slot, in.shape, out.slot, out.shape, o.axis(), start),
          in,
          out);
      start += (int) in.shape[o.axis()];
    }
  }

  private void move(ArrayMoveStep step, Value in, Value out) {
    values.step(step, step.rows(), false, in, out);
  }

  private void product(MatrixProduct o, Value left, Value right) {
    if (right.shape.length < 2) {
      interpreted(o);
      return;
    }
    Value out = result(o);
    MatrixProductStep step =
        new MatrixProductStep(
            o.output(), left.slot, left.shape, right.slot, right.shape, out.slot, out.shape);
    values.step(step, step.rows(), false, left, right, out);
  }

  /** Operations on several maps at once, which no network has but files may. */
  void interpreted(Operation o) {
    List<InterpretedStep.Operand> operands = new ArrayList<>();
    List<Value> all = new ArrayList<>();
    for (String name : new HashSet<>(o.inputs())) {
      Value value = values.array(name);
      all.add(value);
      operands.add(new InterpretedStep.Operand(name, program.shape(name), value.slot));
    }
    Value out = result(o);
    all.add(out);
    values.step(new InterpretedStep(o, operands, out.slot), 1, false, all.toArray(Value[]::new));
  }
}
