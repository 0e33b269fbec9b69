package org.sr4j.models.engine.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.engine.vector.plan.Plan;
import org.sr4j.models.engine.vector.plan.Workspace;
import org.sr4j.models.engine.vector.thread.BandPool;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.lowering.ProgramForms;
import org.sr4j.models.program.pass.Optimiser;

/**
 * A network on the engine {@code vector}. A size is planned when it first occurs; samples of a
 * batch are run one after the other.
 */
final class VectorSession implements Session {

  /** Samples are run one by one. */
  private static final int ONE_SAMPLE = 1;

  private final ProgramForms<PackedProgram> programs;
  private final Workspace workspace;
  private final BandPool pool;
  private boolean closed;

  VectorSession(InferenceNetwork network, VectorOptions options) {
    programs = new ProgramForms<>(network, Optimiser::optimise, PackedProgram::new);
    // With the weights of now; a network whose programs serve one size has them made as they occur.
    programs.sample(Form.WHOLE);
    if (network.descriptor().tiling() == TilingPolicy.GLOBAL_MEANS) {
      programs.sample(Form.TILE);
    }
    workspace = new Workspace(options.memoryBytes(), options.threads());
    pool = new BandPool(options.threads());
  }

  @Override
  public Signature signature(Form form) {
    checkOpen();
    return programs.signature(form);
  }

  /**
   * @throws EngineException if the session is closed, an input is missing, unknown or of another
   *     shape than the network takes, an output is unknown, or memory does not suffice
   */
  @Override
  public List<Tensor> run(Form form, Map<String, Tensor> inputs, List<String> outputs) {
    checkOpen();
    PackedProgram program = programs.of(form, ONE_SAMPLE, size(form, inputs));
    checkNames(program.program(), inputs, outputs);
    Program part = program.part(outputs);
    int samples = samples(part, inputs);
    Plan plan = program.plan(outputs, shapes(part, inputs), pool.threads());
    List<Tensor> results = new ArrayList<>();
    for (String name : outputs) {
      results.add(result(name, plan.shape(name), samples));
    }
    for (int sample = 0; sample < samples; sample++) {
      bind(plan, part, inputs, results, sample, samples);
      plan.run(workspace, pool);
    }
    return results;
  }

  private static void bind(
      Plan plan,
      Program part,
      Map<String, Tensor> inputs,
      List<Tensor> results,
      int sample,
      int samples) {
    for (int i = 0; i < part.inputs().size(); i++) {
      String name = part.inputs().get(i).name();
      Tensor tensor = inputs.get(name);
      int length = tensor.data().length / (int) tensor.shape()[0];
      plan.input(name, tensor.data(), tensor.shape()[0] == 1 ? 0 : sample * length);
    }
    for (Tensor result : results) {
      plan.output(result.name(), result.data(), sample * (result.data().length / samples));
    }
  }

  /** Times the steps of runs on one sample. */
  VectorProfile profile(Form form, Map<String, Tensor> inputs, int warmUp, int runs) {
    List<String> outputs = List.of(signature(form).output());
    for (int i = 0; i < warmUp; i++) {
      run(form, inputs, outputs);
    }
    List<Tensor> results = run(form, inputs, outputs);
    PackedProgram program = programs.of(form, ONE_SAMPLE, size(form, inputs));
    Program part = program.part(outputs);
    Plan plan = program.plan(outputs, shapes(part, inputs), pool.threads());
    bind(plan, part, inputs, results, 0, 1);
    return new VectorProfile(
        plan.times(workspace, pool, runs).stream()
            .map(
                time ->
                    new VectorProfile.StepTime(
                        time.name(),
                        time.kind(),
                        time.nanoseconds() / 1e6 / runs,
                        time.multiplyAdds(),
                        time.bytes()))
            .toList());
  }

  private Size size(Form form, Map<String, Tensor> inputs) {
    ProgramInput picture = programs.sample(form).program().picture();
    Tensor tensor = inputs.get(picture.name());
    if (tensor == null || tensor.shape().length != 4) {
      throw new EngineException(
          Problem.cannot("run the network")
              .at(picture.name())
              .got(tensor == null ? "no such input among " + inputs.keySet() : tensor)
              .expected("a picture [N,C,H,W]"));
    }
    return new Size(Math.toIntExact(tensor.shape()[2]), Math.toIntExact(tensor.shape()[3]));
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
    for (String name : outputs) {
      boolean exists =
          Stream.of(
                  known.stream(),
                  program.constants().keySet().stream(),
                  program.operations().stream().map(o -> o.output()))
              .flatMap(names -> names)
              .anyMatch(name::equals);
      if (!exists) {
        throw new EngineException(
            Problem.cannot("run the network")
                .at(name)
                .got("no output of this name")
                .expected(program.outputs()));
      }
    }
  }

  /** The samples of the batch; an input of one sample serves all of them. */
  private static int samples(Program part, Map<String, Tensor> inputs) {
    long samples = 1;
    for (ProgramInput input : part.inputs()) {
      Tensor tensor = inputs.get(input.name());
      if (tensor == null || !fits(tensor.shape(), input.shape())) {
        throw new EngineException(
            Problem.cannot("run the network")
                .at(input.name())
                .got(tensor == null ? "no such input among " + inputs.keySet() : tensor)
                .expected(input.shape() + ", -1 being any size"));
      }
      long n = tensor.shape()[0];
      if (n != 1 && samples != 1 && n != samples) {
        throw new EngineException(
            Problem.cannot("run the network")
                .at(input.name())
                .got(n + " samples")
                .expected(samples));
      }
      samples = Math.max(samples, n);
    }
    return Math.toIntExact(samples);
  }

  /** The number of samples is not compared: they are run one by one. */
  private static boolean fits(long[] shape, List<Long> declared) {
    if (shape.length != declared.size() || shape.length == 0 || shape[0] < 1) {
      return false;
    }
    for (int i = 1; i < shape.length; i++) {
      if (shape[i] < 1 || (declared.get(i) >= 0 && declared.get(i) != shape[i])) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, long[]> shapes(Program part, Map<String, Tensor> inputs) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (ProgramInput input : part.inputs()) {
      long[] shape = inputs.get(input.name()).shape().clone();
      shape[0] = 1;
      shapes.put(input.name(), shape);
    }
    return shapes;
  }

  private static Tensor result(String name, long[] shape, int samples) {
    if (samples > 1) {
      if (shape.length == 0 || shape[0] != 1) {
        throw new EngineException(
            Problem.cannot("run the network")
                .at(name)
                .got(samples + " samples")
                .expected("one: this value has no axis of samples"));
      }
      shape[0] = samples;
    }
    long length = Tensor.elements(shape);
    if (length > Integer.MAX_VALUE - 16) {
      throw new EngineException(
          Problem.cannot("run the network")
              .at(name)
              .got(length + " values")
              .expected("as many as an array holds")
              .advice("Use tiles (--tile, ResolverOptions.withTile)."));
    }
    return new Tensor(name, shape, new float[(int) length]);
  }

  private void checkOpen() {
    if (closed) {
      throw new EngineException(Problem.cannot("run the network").got("a closed session"));
    }
  }

  /** Memory between steps that is held, in bytes. */
  long bytes() {
    return workspace.bytes();
  }

  @Override
  public void close() {
    closed = true;
    pool.close();
  }
}
