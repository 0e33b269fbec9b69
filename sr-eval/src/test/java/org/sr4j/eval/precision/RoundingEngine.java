package org.sr4j.eval.precision;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.ProgramNetwork;
import org.sr4j.models.program.lowering.Lowering;

/**
 * Runs networks on another engine and puts every feature map that is stored ({@link
 * StepwiseProgram}) through a function before anything reads it.
 *
 * @param engine computes, in float32
 * @param store gets a map by its name and returns what is read in its place
 */
record RoundingEngine(Engine engine, UnaryOperator<Tensor> store) implements Engine {

  @Override
  public String id() {
    return "rounding";
  }

  @Override
  public Session open(InferenceNetwork network) {
    ProgramForm form = Lowering.lower(network, GraphRequest.WHOLE);
    return new Session() {

      @Override
      public Signature signature(Form which) {
        return form.signature();
      }

      @Override
      public List<Tensor> run(Form which, Map<String, Tensor> inputs, List<String> outputs) {
        Map<String, long[]> shapes = new HashMap<>();
        inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        StepwiseProgram steps = StepwiseProgram.of(form.program(), shapes);
        Map<String, Tensor> known = new HashMap<>(inputs);
        try (Session session = engine.open(new OneProgram(network, steps.program()))) {
          for (String name : steps.stored()) {
            Tensor map = session.run(Form.WHOLE, known, List.of(name)).get(0);
            known.put(StepwiseProgram.input(name), store.apply(map));
          }
          return session.run(Form.WHOLE, known, outputs);
        }
      }

      @Override
      public void close() {
        // A run closes what it opens.
      }
    };
  }

  /** A network with another program, for one size. */
  private record OneProgram(InferenceNetwork network, Program program) implements ProgramNetwork {

    @Override
    public ProgramForm program(GraphRequest request) {
      Map<String, InputTransform> inputs = new LinkedHashMap<>();
      program.inputs().forEach(input -> inputs.put(input.name(), input.transform()));
      return new ProgramForm(
          program, new Signature(inputs, program.output(), List.of(), Map.of()), false);
    }

    @Override
    public ModelDescriptor descriptor() {
      return network.descriptor();
    }

    @Override
    public int scale() {
      return network.scale();
    }

    @Override
    public Weights weights() {
      return network.weights();
    }

    @Override
    public NetworkGraph graph(GraphRequest request) {
      return network.graph(request);
    }
  }
}
