package org.sr4j.models.engine.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.lowering.ProgramForms;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.pass.DeadCode;
import org.sr4j.models.program.pass.Optimiser;

/**
 * A network on ONNX Runtime, with the weights that it had when a form was first asked for. ONNX
 * Runtime computes everything in a file and wants every input of it, so each set of outputs is a
 * file of its own: a global mean's source does not depend on the means after it.
 */
final class OnnxSession implements Session {

  /** Of a network whose program serves one size, the last few sizes stay ready. */
  private static final int KEPT = 8;

  private record Key(Program program, List<String> outputs) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && program == key.program && outputs.equals(key.outputs);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(program) + outputs.hashCode();
    }
  }

  private final ProgramForms<Program> forms;
  private final OnnxOptions options;
  private final Map<Key, LoadedProgram> loaded = new LinkedHashMap<>(KEPT, 0.75f, true);
  private boolean closed;

  OnnxSession(InferenceNetwork network, OnnxOptions options) {
    this.forms = new ProgramForms<>(network, Optimiser::optimise, ProgramForm::program);
    this.options = options;
    // What no program can hold is an error here, where another engine may still be taken.
    forms.sample(Form.WHOLE);
  }

  @Override
  public Signature signature(Form form) {
    checkOpen();
    return forms.signature(form);
  }

  /**
   * @throws EngineException if the session is closed, an input is missing, unknown or of another
   *     shape than the network takes, an output is unknown, or ONNX Runtime fails
   */
  @Override
  public List<Tensor> run(Form form, Map<String, Tensor> inputs, List<String> outputs) {
    checkOpen();
    Program program = program(form, inputs);
    checkNames(program, inputs, outputs);
    LoadedProgram ready = ready(new Key(program, List.copyOf(outputs)));
    return ready.run(inputs);
  }

  private Program program(Form form, Map<String, Tensor> inputs) {
    ProgramInput picture = forms.sample(form).picture();
    Tensor tensor = inputs.get(picture.name());
    if (tensor == null || tensor.shape().length != 4) {
      throw new EngineException(
          Problem.cannot("run the network")
              .at(picture.name())
              .got(tensor == null ? "no such input among " + inputs.keySet() : tensor)
              .expected("a picture [N,C,H,W]"));
    }
    long[] shape = tensor.shape();
    Size size = new Size(Math.toIntExact(shape[2]), Math.toIntExact(shape[3]));
    return forms.of(form, shape[0], size);
  }

  private static void checkNames(
      Program program, Map<String, Tensor> inputs, List<String> outputs) {
    List<String> known = program.inputs().stream().map(ProgramInput::name).toList();
    for (String name : inputs.keySet()) {
      if (!known.contains(name)) {
        throw new EngineException(
            Problem.cannot("run the network")
                .at(name)
                .got("no input of this name")
                .expected(known));
      }
    }
    List<String> made = program.operations().stream().map(Operation::output).toList();
    for (String name : outputs) {
      if (!made.contains(name) && !known.contains(name)) {
        throw new EngineException(
            Problem.cannot("run the network")
                .at(name)
                .got("no output of this name")
                .expected(program.outputs()));
      }
    }
  }

  private LoadedProgram ready(Key key) {
    LoadedProgram ready = loaded.get(key);
    if (ready == null) {
      ready = new LoadedProgram(part(key.program(), key.outputs()), options);
      loaded.put(key, ready);
      if (loaded.size() > KEPT) {
        loaded.remove(loaded.keySet().iterator().next()).close();
      }
    }
    return ready;
  }

  /** What the outputs depend on. */
  private static Program part(Program program, List<String> outputs) {
    Program part =
        DeadCode.removed(
            new Program(
                program.inputs(),
                outputs.stream().distinct().toList(),
                program.operations(),
                program.constants(),
                program.metadata()));
    List<String> read = new ArrayList<>(outputs);
    part.operations().forEach(operation -> read.addAll(operation.inputs()));
    List<ProgramInput> inputs =
        part.inputs().stream().filter(input -> read.contains(input.name())).toList();
    return new Program(inputs, outputs, part.operations(), part.constants(), part.metadata());
  }

  private void checkOpen() {
    if (closed) {
      throw new EngineException(Problem.cannot("run the network").got("a closed session"));
    }
  }

  @Override
  public void close() {
    closed = true;
    loaded.values().forEach(LoadedProgram::close);
    loaded.clear();
  }
}
