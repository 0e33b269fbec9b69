package org.sr4j.models.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.lowering.Lowering;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.pass.Optimiser;
import org.sr4j.models.registry.Registry;

/** All passes together change no network's result and undo what graphs must write out. */
class OptimisedNetworksTest {

  /** Kernels merged in float32 round otherwise than the maps between them did. */
  private static final double ROUNDING = 1e-5;

  static Stream<Subject> everyScale() {
    return Subject.of(Registry.of(new ModelsPlugin()));
  }

  @ParameterizedTest
  @MethodSource("everyScale")
  void resultsStay(Subject subject) {
    try (Network network = subject.network(3)) {
      for (GraphRequest request : List.of(GraphRequest.WHOLE, GraphRequest.TILES)) {
        ProgramForm form = Lowering.lower(network, request.withSize(subject.size(7)));
        Program before = form.program();
        Program after = Optimiser.optimise(before);
        assertThat(after.operations()).hasSizeLessThanOrEqualTo(before.operations().size());
        assertThat(after.operations())
            .noneMatch(o -> o instanceof Activation a && a.kind() == Activation.Kind.ERF);
        Map<String, Tensor> inputs = inputs(subject, form);
        List<float[]> expected = values(before, inputs);
        assertThat(subject.distance(values(after, inputs), expected)).isLessThan(ROUNDING);
      }
    }
  }

  private static Map<String, Tensor> inputs(Subject subject, ProgramForm form) {
    Random random = new Random(4);
    Map<String, Tensor> inputs =
        new LinkedHashMap<>(subject.inputs(form.signature(), 1, subject.size(7), 5));
    form.signature()
        .globalMeans()
        .forEach(
            mean -> {
              float[] values = new float[mean.channels()];
              for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
              }
              long[] shape = {1, mean.channels(), 1, 1};
              inputs.put(mean.input(), new Tensor(mean.input(), shape, values));
            });
    return inputs;
  }

  private static List<float[]> values(Program program, Map<String, Tensor> inputs) {
    List<float[]> values = new ArrayList<>();
    Interpreter.run(program, inputs, program.outputs()).values().forEach(t -> values.add(t.data()));
    return values;
  }
}
