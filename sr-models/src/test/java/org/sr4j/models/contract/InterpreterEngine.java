package org.sr4j.models.contract;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.lowering.ProgramForms;

/** Lowers networks to programs and interprets them. */
final class InterpreterEngine implements Engine {

  private final UnaryOperator<Program> optimiser;

  InterpreterEngine(UnaryOperator<Program> optimiser) {
    this.optimiser = optimiser;
  }

  @Override
  public String id() {
    return "interpreter";
  }

  @Override
  public Session open(InferenceNetwork network) {
    ProgramForms<Program> forms = new ProgramForms<>(network, optimiser, ProgramForm::program);
    return new Session() {

      private boolean closed;

      @Override
      public Signature signature(Form form) {
        return forms.signature(form);
      }

      @Override
      public List<Tensor> run(Form form, Map<String, Tensor> inputs, List<String> outputs) {
        if (closed) {
          throw new EngineException(Problem.cannot("run the network").got("a closed session"));
        }
        String picture = signature(form).inputs().keySet().iterator().next();
        if (!inputs.containsKey(picture)) {
          throw new EngineException(Problem.cannot("run the network").at(picture).got("no input"));
        }
        long[] shape = inputs.get(picture).shape();
        Program program = forms.of(form, shape[0], new Size((int) shape[2], (int) shape[3]));
        return List.copyOf(Interpreter.run(program, inputs, outputs).values());
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }
}
