package org.sr4j.models.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Window;
import org.sr4j.models.registry.Registry;

class VectorSessionTest {

  private static final VectorOptions OPTIONS = new VectorOptions(2, 1 << 28);

  private static Network network(String id, int scale) {
    Registry registry = Registry.of(new ModelsPlugin());
    return new Networks(registry).create(new NetworkSpec(id, scale), 1);
  }

  private static TinyProgram convolution() {
    return new TinyProgram(
            3,
            new Convolution("a", List.of("x", "w"), Window.same(3), 1),
            new Activation("y", "a", Activation.Kind.TANH))
        .constant("w", 3, 3, 3, 3);
  }

  private static Tensor picture(int height, int width) {
    float[] data = new float[3 * height * width];
    for (int i = 0; i < data.length; i++) {
      data[i] = (i * 37 % 101) / 101f;
    }
    return new Tensor("lowres", new long[] {1, 3, height, width}, data);
  }

  /** DyConvSR pools globally, computes weights, attends, shuffles: all kinds of steps. */
  @ParameterizedTest
  @ValueSource(strings = {"dyconvsr", "fsrcnn"})
  void resultsDoNotDependOnTheNumberOfThreads(String id) {
    try (Network network = network(id, 2)) {
      float[] expected = null;
      for (int threads : new int[] {1, 2, 3, 7}) {
        try (VectorSession session = new VectorSession(network, OPTIONS.withThreads(threads))) {
          Signature names = session.signature(Form.WHOLE);
          Map<String, Tensor> inputs = inputs(network, names, 29, 34);
          float[] got = session.run(Form.WHOLE, inputs, List.of(names.output())).get(0).data();
          expected = expected == null ? got : expected;
          assertThat(got).isEqualTo(expected);
        }
      }
    }
  }

  private static Map<String, Tensor> inputs(
      Network network, Signature names, int height, int width) {
    assertThat(names.inputs().values()).containsOnly(InputTransform.IDENTITY);
    int multiple = network.descriptor().sizeMultiple();
    Tensor picture = picture(height / multiple * multiple, width / multiple * multiple);
    int channels = network.descriptor().colour().channels();
    long[] shape = picture.shape().clone();
    shape[1] = channels;
    float[] data = Arrays.copyOf(picture.data(), (int) Tensor.elements(shape));
    String name = names.inputs().keySet().iterator().next();
    return Map.of(name, new Tensor(name, shape, data));
  }

  /** Kernels, computed weights, arrays, attention: nothing of it allocates, but lists and boxes. */
  @Test
  void runsAllocateTheirResultAlone() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Network network = network("dyconvsr", 2);
        VectorSession session = new VectorSession(network, OPTIONS.withThreads(1))) {
      Signature names = session.signature(Form.WHOLE);
      Map<String, Tensor> inputs = inputs(network, names, 64, 64);
      List<String> outputs = List.of(names.output());
      long result = 4L * session.run(Form.WHOLE, inputs, outputs).get(0).data().length;
      long least = Long.MAX_VALUE;
      // Vectors of code that is not yet compiled are objects: allocation ends once it is.
      for (int run = 0; run < 5000 && least > result + SMALL; run++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        session.run(Form.WHOLE, inputs, outputs);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThanOrEqualTo(result + SMALL);
    }
  }

  /** Lists, views and boxed sizes of a run; one map of DyConvSR at this size takes 256 KiB. */
  private static final long SMALL = 16 << 10;

  @Test
  void memoryIsKeptForTheLargestSizeAndShared() {
    TinyProgram network = convolution();
    try (VectorSession session = new VectorSession(network, OPTIONS)) {
      session.run(Form.WHOLE, Map.of("x", network.input(1, 40, 40)), List.of("y"));
      long bytes = session.bytes();
      for (int side = 3; side < 40; side++) {
        session.run(Form.WHOLE, Map.of("x", network.input(1, side, side)), List.of("y"));
      }
      assertThat(session.bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void picturesTooLargeForTheMemoryAreAnErrorThatNamesTiles() {
    TinyProgram network = convolution();
    try (VectorSession session = new VectorSession(network, OPTIONS.withMemoryBytes(1 << 16))) {
      Map<String, Tensor> large = Map.of("x", network.input(1, 200, 200));
      assertThatThrownBy(() -> session.run(Form.WHOLE, large, List.of("y")))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("working memory")
          .hasMessageContaining("--tile");
      Map<String, Tensor> small = Map.of("x", network.input(1, 5, 5));
      assertThat(session.run(Form.WHOLE, small, List.of("y"))).hasSize(1);
    }
  }

  @Test
  void wrongInputsAndOutputsAreNamed() {
    TinyProgram network = convolution();
    Tensor x = network.input(1, 4, 4);
    try (VectorSession session = new VectorSession(network, OPTIONS)) {
      List<Runnable> wrong = new ArrayList<>();
      wrong.add(() -> session.run(Form.WHOLE, Map.of(), List.of("y")));
      wrong.add(() -> session.run(Form.WHOLE, Map.of("x", x, "z", x), List.of("y")));
      wrong.add(() -> session.run(Form.WHOLE, Map.of("x", x), List.of("nothing")));
      Tensor grey = new Tensor("x", new long[] {1, 1, 4, 4}, new float[16]);
      wrong.add(() -> session.run(Form.WHOLE, Map.of("x", grey), List.of("y")));
      List<String> words = List.of("no such input", "[z]", "[nothing]", "[1, 1, 4, 4]");
      for (int i = 0; i < wrong.size(); i++) {
        assertThatThrownBy(wrong.get(i)::run)
            .isInstanceOf(EngineException.class)
            .hasMessageContaining(words.get(i));
      }
    }
  }

  @Test
  void weightsAreThoseOfTheOpening() {
    try (Network network = network("fsrcnn", 2);
        VectorSession session = new VectorSession(network, OPTIONS)) {
      Signature names = session.signature(Form.WHOLE);
      Map<String, Tensor> inputs = inputs(network, names, 8, 8);
      List<String> outputs = List.of(names.output());
      network.store().parameters().forEach(p -> p.array().muli(2));
      float[] later = session.run(Form.WHOLE, inputs, outputs).get(0).data();
      network.store().parameters().forEach(p -> p.array().divi(2));
      try (VectorSession other = new VectorSession(network, OPTIONS)) {
        assertThat(other.run(Form.WHOLE, inputs, outputs).get(0).data()).isEqualTo(later);
      }
    }
  }

  @Test
  void profilesNameEveryStep() {
    try (Network network = network("fsrcnn", 2)) {
      Tensor x = new Tensor("lowres", new long[] {1, 1, 16, 16}, new float[256]);
      VectorProfile profile = VectorProfile.of(network, OPTIONS, Map.of("lowres", x), 1, 2);
      assertThat(profile.steps()).isNotEmpty();
      assertThat(profile.steps()).allMatch(s -> !s.kind().isBlank() && s.milliseconds() >= 0);
      // 5x5 to 56, 1x1 to 12, four of 3x3, 1x1 to 56: by hand, and the sub-pixel layer after them.
      long body = 256L * (25 * 56 + 56 * 12 + 4 * 9 * 12 * 12 + 12 * 56);
      assertThat(profile.steps().stream().mapToLong(s -> s.multiplyAdds()).sum())
          .isGreaterThanOrEqualTo(body);
      assertThat(profile.milliseconds()).isPositive();
    }
  }

  @Test
  void optionsHaveLimits() {
    assertThatThrownBy(() -> OPTIONS.withThreads(0))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("threads");
    assertThatThrownBy(() -> OPTIONS.withMemoryBytes(0)).isInstanceOf(OptionsException.class);
    System.setProperty(VectorOptions.THREADS, "2000");
    try {
      assertThatThrownBy(VectorOptions::defaults)
          .hasMessage(
              "Cannot set the number of threads [sr.vector.threads]: got 2000, expected 1 to 1024.");
    } finally {
      System.clearProperty(VectorOptions.THREADS);
    }
  }
}
