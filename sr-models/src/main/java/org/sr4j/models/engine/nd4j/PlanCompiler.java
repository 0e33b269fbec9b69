package org.sr4j.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/**
 * Turns a graph into steps on operands of fixed shape. Shapes are inferred without computing: an
 * operand whose values are not known yet is represented by its shape alone. Operands that follow
 * from shapes and constants are computed at once, since other shapes depend on them.
 */
final class PlanCompiler {

  /** Results up to this length are kept between runs if they follow from constants or weights. */
  private static final long SMALL = 1 << 16;

  final Map<String, Operand> operands = new LinkedHashMap<>();

  /** Steps that depend on weights alone, in order; empty if weights are live. */
  final List<Step> weightSteps = new ArrayList<>();

  /** The other steps, in order. */
  final List<Step> steps = new ArrayList<>();

  /** Arrays computed while compiling. */
  final List<INDArray> owned = new ArrayList<>();

  private final OpExecutioner executioner = Nd4j.getExecutioner();
  private final Map<DataType, INDArray> single = new EnumMap<>(DataType.class);
  private final SameDiff graph;
  private final Map<String, long[]> inputShapes;
  private final Map<String, INDArray> parameters;
  private final boolean frozen;

  /**
   * @param frozen whether parameters change only when the plan is told so
   */
  PlanCompiler(
      SameDiff graph,
      Map<String, long[]> inputShapes,
      Map<String, INDArray> parameters,
      boolean frozen) {
    this.graph = graph;
    this.inputShapes = inputShapes;
    this.parameters = parameters;
    this.frozen = frozen;
  }

  void compile(Collection<String> outputs) {
    for (String input : inputShapes.keySet()) {
      operand(input);
    }
    for (SameDiffOp node : Dependencies.of(graph, outputs)) {
      plan(node);
    }
    for (String output : outputs) {
      operand(output);
    }
    single.values().forEach(INDArray::close);
    single.clear();
  }

  /** The operand of a variable; makes those that no operation computes. */
  Operand operand(String name) {
    Operand known = operands.get(name);
    return known != null ? known : leaf(name);
  }

  private Operand leaf(String name) {
    SDVariable variable = graph.getVariable(name);
    if (variable == null) {
      throw new GraphException(
          Problem.cannot("plan the graph").at(name).got("no variable of this name"));
    }
    VariableType type = variable.getVariableType();
    Operand leaf;
    if (type == VariableType.PLACEHOLDER) {
      long[] shape = inputShapes.get(name);
      if (shape == null) {
        throw new GraphException(
            Problem.cannot("plan the graph")
                .at(name)
                .got("no input of this name")
                .expected("an example of every placeholder that the outputs depend on"));
      }
      leaf = new Operand(name, variable.dataType(), shape, Operand.Origin.INPUT);
    } else {
      boolean constant = type == VariableType.CONSTANT && !parameters.containsKey(name);
      INDArray array = parameters.getOrDefault(name, constant ? variable.getArr() : null);
      if (array == null) {
        array = variable.getArr();
      }
      leaf =
          new Operand(
              name,
              array.dataType(),
              array.shape(),
              constant ? Operand.Origin.KNOWN : Operand.Origin.PARAMETER);
      leaf.array = array;
      leaf.ofWeights = frozen || constant;
    }
    operands.put(name, leaf);
    return leaf;
  }

  private void plan(SameDiffOp node) {
    DifferentialFunction op = node.getOp();
    OperationKind kind = OperationKind.of(op);
    List<Operand> inputs = new ArrayList<>();
    if (op.argNames() != null) {
      for (String name : op.argNames()) {
        inputs.add(operand(name));
      }
    }
    if (kind == OperationKind.IDENTITY) {
      define(op.outputVariablesNames()[0], inputs.get(0), inputs.get(0).shape);
      return;
    }
    if (BroadcastProduct.applies(op.opName(), inputs)) {
      factorGradient(op.outputVariablesNames()[0], inputs.get(0), inputs.get(1), inputs.get(2));
      factorGradient(op.outputVariablesNames()[1], inputs.get(1), inputs.get(0), inputs.get(2));
      return;
    }
    boolean shapesSuffice = OperationKind.readsShapesOnly(op);
    if (kind == OperationKind.CUSTOM && !shapesSuffice) {
      refuseUnknownIntegers(op, inputs);
    }
    OpContext context = executioner.buildContext();
    List<Operand> arrays = parameterize(op, kind, context, inputs);
    for (int i = 0; i < arrays.size(); i++) {
      context.setInputArray(i, stand(arrays.get(i)));
    }
    List<LongShapeDescriptor> shapes =
        kind == OperationKind.CUSTOM
            ? ((DynamicCustomOp) op).calculateOutputShape(context)
            : ((BaseOp) op).calculateOutputShape(context);
    String[] names = op.outputVariablesNames();
    if (shapes.size() != names.length) {
      throw new GraphException(
          Problem.cannot("infer the shapes")
              .at(op.getOwnName() + " (" + op.opName() + ")")
              .got(shapes.size() + " shapes from inputs " + inputs)
              .expected(names.length));
    }
    if (OperationKind.reshapes(op) && !inputs.get(0).known() && isDense(inputs.get(0))) {
      context.purge();
      define(names[0], inputs.get(0), shapes.get(0).getShape());
      return;
    }
    boolean keep = worthKeeping(inputs, shapes);
    boolean compute = keep && (shapesSuffice || inputs.stream().allMatch(Operand::known));
    List<Operand> outputs = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      outputs.add(result(names[i], shapes.get(i), compute));
    }
    boolean lift = kind == OperationKind.REDUCE && isVectorNoOp(arrays.get(0), outputs.get(0));
    Step step = new Step(op, context, arrays, outputs, lift);
    if (compute) {
      computeNow(step, shapesSuffice);
      return;
    }
    boolean ofWeights = keep && !inputs.isEmpty() && inputs.stream().allMatch(i -> i.ofWeights);
    outputs.forEach(o -> o.ofWeights = ofWeights);
    (ofWeights ? weightSteps : steps).add(step);
  }

  /** Plans the gradient of one factor of a product: {@code gradient * other}, summed to shape. */
  private void factorGradient(String name, Operand factor, Operand other, Operand gradient) {
    int[] axes = BroadcastProduct.repeatedAxes(factor, gradient);
    Operand result = computed(name, factor);
    if (axes.length == 0) {
      addStep(BroadcastProduct.product(), List.of(gradient, other), result);
      return;
    }
    Operand product = computed(name + ".product", gradient);
    addStep(BroadcastProduct.product(), List.of(gradient, other), product);
    addStep(BroadcastProduct.sum(axes), List.of(product), result);
  }

  private Operand computed(String name, Operand like) {
    Operand result = new Operand(name, like.type, like.shape, Operand.Origin.COMPUTED);
    operands.put(name, result);
    return result;
  }

  private void addStep(DynamicCustomOp op, List<Operand> inputs, Operand output) {
    OpContext context = executioner.buildContext();
    context.setArgs(null, op.iArgs(), op.dArgs(), op.tArgs(), op.bArgs());
    steps.add(new Step(op, context, inputs, List.of(output), false));
  }

  /** Sets the operation's arguments; returns the inputs that remain arrays. */
  private List<Operand> parameterize(
      DifferentialFunction op, OperationKind kind, OpContext context, List<Operand> inputs) {
    switch (kind) {
      case CUSTOM -> {
        DynamicCustomOp custom = (DynamicCustomOp) op;
        context.setArgs(null, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
        return inputs;
      }
      case REDUCE -> {
        BaseReduceOp reduce = (BaseReduceOp) op;
        int rank = inputs.get(0).shape.length;
        if (inputs.size() == 2) {
          refuseUnknownIntegers(op, inputs);
          reduce.setEmptyReduce(false);
          reduce.setDimensions(Shape.normalizeAxis(rank, inputs.get(1).array.toIntVector()));
        } else if (reduce.dimensions() != null) {
          reduce.setDimensions(Shape.normalizeAxis(rank, reduce.dimensions().toIntVector()));
        }
        return inputs.subList(0, 1);
      }
      case SCALAR -> {
        if (inputs.size() == 2) {
          ((ScalarOp) op).setScalar(stand(inputs.get(1)));
        }
        return inputs;
      }
      default -> {
        return inputs;
      }
    }
  }

  private static void refuseUnknownIntegers(DifferentialFunction op, List<Operand> inputs) {
    for (Operand input : inputs) {
      if (input.type.isIntType() && !input.known() && !op.opName().equals("cast")) {
        throw new GraphException(
            Problem.cannot("plan the graph")
                .at(op.getOwnName() + " (" + op.opName() + ")")
                .got("the integer input " + input + " that is computed from data")
                .expected("integers that follow from shapes and constants"));
      }
    }
  }

  /** The operand's array or, while it has none, an array of its shape that has no values. */
  private INDArray stand(Operand operand) {
    if (operand.array != null) {
      return operand.array;
    }
    INDArray one =
        single.computeIfAbsent(operand.type, t -> Nd4j.createUninitializedDetached(t, 1));
    return ArrayView.of(one.data(), operand.type, 0, operand.shape);
  }

  /** A name for the values of {@code source} under another shape. */
  private void define(String name, Operand source, long[] shape) {
    Operand alias = new Operand(name, source.type, shape, source.origin);
    alias.ofWeights = source.ofWeights;
    if (source.array == null) {
      alias.alias(source);
    } else if (shape == source.shape) {
      alias.array = source.array;
    } else {
      alias.array = ArrayView.of(source.array, shape);
    }
    operands.put(name, alias);
  }

  private Operand result(String name, LongShapeDescriptor shape, boolean compute) {
    // Shape functions do not always know the type (deeplearning4j#6872); the variable does.
    DataType type = graph.getVariable(name).dataType();
    boolean empty = shape.isEmpty();
    Operand result =
        new Operand(
            name,
            type,
            shape.getShape(),
            compute || empty ? Operand.Origin.KNOWN : Operand.Origin.COMPUTED);
    if (empty) {
      result.array = Nd4j.create(shape.asDataType(type));
    } else if (compute) {
      result.array = Nd4j.createUninitializedDetached(type, 'c', result.shape);
      owned.add(result.array);
    }
    result.ofWeights = compute || empty;
    operands.put(name, result);
    return result;
  }

  private void computeNow(Step step, boolean shapesSuffice) {
    List<Operand> inputs = new ArrayList<>();
    for (Operand input : step.inputs) {
      Operand stand = new Operand(input.name, input.type, input.shape, input.origin);
      stand.array = shapesSuffice ? stand(input) : input.array;
      inputs.add(stand);
    }
    Step now = step.with(inputs);
    now.bind();
    now.execute(executioner);
    now.release();
  }

  /**
   * Reductions of a vector along an axis of length one: ND4J takes them for no-ops and then forgets
   * to write the result.
   */
  private static boolean isVectorNoOp(Operand x, Operand z) {
    return Shapes.isVector(x.shape) && x.length() > 1 && x.length() == z.length();
  }

  private static boolean worthKeeping(List<Operand> inputs, List<LongShapeDescriptor> results) {
    long in = inputs.stream().mapToLong(Operand::length).sum();
    long out = results.stream().mapToLong(s -> Shapes.length(s.getShape())).sum();
    return out <= Math.max(SMALL, 2 * in);
  }

  /** Whether another shape can be laid over the values: arrays of others may be views. */
  private static boolean isDense(Operand operand) {
    return operand.array == null
        || (operand.array.ordering() == 'c' && Shape.hasDefaultStridesForShape(operand.array));
  }
}
