package org.sr4j.examples.plugin;

import java.util.List;
import java.util.Map;
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
import org.sr4j.models.program.pass.Optimiser;

/** A network on the engine {@code reference}. */
final class ReferenceSession implements Session {

  private final ProgramForms<Program> forms;
  private boolean closed;

  ReferenceSession(InferenceNetwork network) {
    this.forms = new ProgramForms<>(network, Optimiser::optimise, ProgramForm::program);
  }

  @Override
  public Signature signature(Form form) {
    return forms.signature(form);
  }

  /**
   * @throws EngineException if the session is closed, the picture is missing or of another rank, or
   *     the network has no such output
   */
  @Override
  public List<Tensor> run(Form form, Map<String, Tensor> inputs, List<String> outputs) {
    if (closed) {
      throw new EngineException(Problem.cannot("run the network").got("a closed session"));
    }
    Program program = program(form, inputs);
    Map<String, Tensor> results = Interpreter.run(program, inputs, outputs);
    return outputs.stream().map(results::get).toList();
  }

  /** A network may have a program for each size, and another for several samples. */
  private Program program(Form form, Map<String, Tensor> inputs) {
    String name = signature(form).inputs().keySet().iterator().next();
    Tensor picture = inputs.get(name);
    if (picture == null || picture.shape().length != 4) {
      throw new EngineException(
          Problem.cannot("run the network")
              .at(name)
              .got(picture == null ? "no such input among " + inputs.keySet() : picture)
              .expected("a picture [N,C,H,W]"));
    }
    long[] shape = picture.shape();
    Size size = new Size(Math.toIntExact(shape[2]), Math.toIntExact(shape[3]));
    return forms.of(form, shape[0], size);
  }

  @Override
  public void close() {
    closed = true;
  }
}
