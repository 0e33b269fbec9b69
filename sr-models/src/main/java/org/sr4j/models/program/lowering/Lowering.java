package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.NetworkGraph.GlobalMean;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ProgramNetwork;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.pass.DeadCode;
import org.sr4j.models.program.shape.Dim;

/**
 * Makes inference programs of networks.
 *
 * <p>Outputs have stable names, whatever the graph calls them: {@value #OUTPUT}, the sources of
 * global means, the auxiliary outputs and, if asked for, the markers.
 */
public final class Lowering {

  /** Name of the enlarged picture. */
  public static final String OUTPUT = "enlarged";

  private Lowering() {}

  /**
   * A program without the values at markers.
   *
   * @see #lower(InferenceNetwork, GraphRequest, boolean)
   */
  public static ProgramForm lower(InferenceNetwork network, GraphRequest request) {
    return lower(network, request, false);
  }

  /**
   * The program of a network's form: of a network that is there as programs its own, of others one
   * that is made of the graph. It is free of the size of pictures where that is possible, and of
   * the number of samples even for a single one unless the network treats that differently.
   *
   * @param taps whether the values at markers can be asked for; that keeps them from being merged
   *     away
   * @throws GraphException if the graph holds an operation that programs do not have, naming it; or
   *     if it needs the size of the picture and the request names none
   */
  public static ProgramForm lower(InferenceNetwork network, GraphRequest request, boolean taps) {
    if (network instanceof ProgramNetwork ready) {
      return ready.program(request);
    }
    NetworkGraph graph = network.graph(request);
    FreeSizeException reason = null;
    for (Sizing sizing : sizings(network, graph, request)) {
      try {
        return new Attempt(network, graph, sizing).lower(taps);
      } catch (FreeSizeException e) {
        reason = e;
      }
    }
    throw new GraphException(
        Problem.cannot("lower the graph to an inference program")
            .at(network.descriptor().id())
            .got(reason == null ? "no size" : reason.getMessage())
            .expected("the size of the low-resolution picture")
            .advice(
                request.lowRes().isPresent()
                    ? "Run the network on the engine nd4j."
                    : "Ask for a program of one size."),
        reason);
  }

  private static List<Sizing> sizings(
      InferenceNetwork network, NetworkGraph graph, GraphRequest request) {
    Dim any = Dim.symbol("N");
    // A network's input is a multiple of this; to say so lets quotients be exact.
    int multiple = network.descriptor().sizeMultiple();
    Dim height = Dim.symbol("H").times(multiple);
    Dim width = Dim.symbol("W").times(multiple);
    boolean single = request.batch() == BatchForm.SINGLE;
    List<Sizing> sizings = new ArrayList<>();
    if (!graph.sizeSpecific()) {
      sizings.add(new Sizing(any, height, width));
      if (single) {
        sizings.add(new Sizing(Dim.ONE, height, width));
      }
    }
    if (request.lowRes().isPresent()) {
      Size size = request.lowRes().get();
      Dim rows = Dim.of(size.height());
      Dim columns = Dim.of(size.width());
      sizings.add(new Sizing(any, rows, columns));
      if (single) {
        sizings.add(new Sizing(Dim.ONE, rows, columns));
      }
    }
    return sizings;
  }

  /** Sizes of the low-resolution picture. */
  private record Sizing(Dim samples, Dim height, Dim width) {

    boolean isFixed() {
      return height.isConstant();
    }
  }

  /** One try, with given sizes. */
  private record Attempt(InferenceNetwork network, NetworkGraph graph, Sizing sizing) {

    ProgramForm lower(boolean withTaps) {
      GraphLowering lowering = new GraphLowering(graph);
      inputs(lowering);
      Map<String, String> outputs = new LinkedHashMap<>();
      outputs.put(OUTPUT, graph.output());
      List<GlobalMean> means = new ArrayList<>();
      for (GlobalMean mean : graph.globalMeans()) {
        String name = mean.input() + ".source";
        outputs.put(name, mean.source());
        means.add(new GlobalMean(mean.input(), name, mean.channels(), mean.resolution()));
      }
      graph.auxiliaryOutputs().forEach(aux -> outputs.put(aux.name(), aux.variable()));
      Map<String, String> taps = new LinkedHashMap<>();
      if (withTaps) {
        outputs.putAll(graph.taps());
        graph.taps().keySet().forEach(tap -> taps.put(tap, tap));
      }
      lowering.lower(outputs.values());
      Program program = named(lowering, outputs);
      Signature signature = new Signature(graph.inputs(), OUTPUT, means, taps);
      return new ProgramForm(DeadCode.removed(program), signature, sizing.isFixed());
    }

    private void inputs(GraphLowering lowering) {
      graph
          .inputs()
          .forEach(
              (name, transform) -> {
                int factor = transform == InputTransform.BICUBIC ? network.scale() : 1;
                long channels = graph.graph().getVariable(name).placeholderShape()[1];
                input(
                    lowering,
                    name,
                    transform,
                    List.of(
                        sizing.samples(),
                        Dim.of(channels),
                        sizing.height().times(factor),
                        sizing.width().times(factor)));
              });
      for (GlobalMean mean : graph.globalMeans()) {
        List<Dim> shape = List.of(sizing.samples(), Dim.of(mean.channels()), Dim.ONE, Dim.ONE);
        input(lowering, mean.input(), InputTransform.IDENTITY, shape);
      }
    }

    private static void input(
        GraphLowering lowering, String name, InputTransform transform, List<Dim> shape) {
      List<Long> declared = shape.stream().map(d -> d.isConstant() ? d.constant() : -1L).toList();
      lowering.define(
          name, lowering.draft.input(new ProgramInput(name, declared, transform), shape));
    }

    /** Gives outputs their names: of what the operations make where nothing else has it. */
    private Program named(GraphLowering lowering, Map<String, String> outputs) {
      Draft draft = lowering.draft;
      Map<String, String> renamed = new HashMap<>();
      Map<String, String> copies = new LinkedHashMap<>();
      outputs.forEach(
          (name, variable) -> {
            if (!(lowering.value(variable) instanceof View view)) {
              throw new FreeSizeException("the output " + variable);
            }
            String made = draft.write(view, variable);
            boolean isInput = draft.inputs.stream().anyMatch(i -> i.name().equals(made));
            if (isInput || draft.isConstant(made) || renamed.containsKey(made)) {
              copies.put(name, made);
            } else {
              renamed.put(made, name);
            }
          });
      List<Operation> operations = new ArrayList<>();
      for (Operation operation : draft.operations) {
        operations.add(operation.renamed(name -> renamed.getOrDefault(name, name)));
      }
      copies.forEach(
          (name, made) -> operations.add(new Identity(name, renamed.getOrDefault(made, made))));
      return new Program(
          draft.inputs,
          List.copyOf(outputs.keySet()),
          operations,
          draft.constants,
          Map.of(
              Weights.MODEL,
              network.descriptor().id(),
              Weights.SCALE,
              Integer.toString(network.scale())));
    }
  }
}
