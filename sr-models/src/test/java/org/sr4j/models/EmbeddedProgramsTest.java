package org.sr4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.engine.onnx.OnnxRuntimeRun;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.program.onnx.OnnxWriter;
import org.sr4j.models.testing.ChildJvm;
import org.sr4j.models.weights.EmbeddedEntry;
import org.sr4j.models.weights.EmbeddedWeights;

/** Weights that come with the library are there as programs, which need no ND4J. */
class EmbeddedProgramsTest {

  private static final String NO_NATIVE_CODE =
      ".*(nd4j-native|openblas|mkl|onnxruntime|linux-x86_64|linux-arm64|macosx|windows).*";

  @TempDir private Path folder;

  @Test
  void enlargesWithoutBackendOrNativeLibrary() throws Exception {
    ChildJvm.Result result =
        ChildJvm.run(
            UpscaleProbe.class,
            entry -> !entry.matches(NO_NATIVE_CODE),
            Map.of("JDK_JAVA_OPTIONS", "--add-modules=jdk.incubator.vector"),
            folder);

    assertThat(result.out())
        .as(result.err())
        .isEqualToNormalizingNewlines("vector 40x20 RGB\nbright as before\n");
  }

  /** Made anew from the weights, a program gives what the one that is shipped gives. */
  @Test
  void everyEntryHasAProgramOfItsWeights() {
    List<EmbeddedEntry> entries = EmbeddedWeights.find().entries();
    assertThat(entries).isNotEmpty();
    for (EmbeddedEntry entry : entries) {
      LoadedNetwork shipped =
          EmbeddedWeights.find()
              .program(entry.model(), entry.scale(), entry.strategies())
              .orElseThrow(() -> new AssertionError(entry + " has no program"));
      Program fresh =
          SuperResolution.create()
              .export(ResolverOptions.of(entry.model(), entry.scale()), ProgramExport.DEFAULT);
      Program program = shipped.program(GraphRequest.WHOLE).program();
      Tensor x = OnnxRuntimeRun.noise(program.picture().name(), 1, 3, 12, 18);

      assertThat(run(program, x)).containsExactly(run(fresh, x), within(1e-5f));
      assertThat(shipped.metadata()).containsAllEntriesOf(fresh.metadata());
      assertThat(shipped.metadata()).containsKey("sr4j.provenance");
    }
  }

  private static float[] run(Program program, Tensor x) {
    return Interpreter.run(program, Map.of(x.name(), x), List.of(program.output()))
        .get(program.output())
        .data();
  }

  @Test
  void theEngineNd4jRunsTheSameWeightsAsAGraph() {
    Pixels picture = picture();
    try (SuperResolver graph =
            SuperResolution.create()
                .resolver(ResolverOptions.of("dyconvsr", 2).withEngine("nd4j"));
        SuperResolver program =
            SuperResolution.create()
                .resolver(ResolverOptions.of("dyconvsr", 2).withEngine("onnx").withTile(8))) {
      assertThat(program.engine()).isEqualTo("onnx");
      // Different sums, rounded to 24 bits; well below a level of 8-bit pictures.
      assertThat(program.upscale(picture).plane(1))
          .containsExactly(graph.upscale(picture).plane(1), within(1e-4f));
    }
  }

  @Test
  void aScaleAloneTakesTheRecommendedNetwork() {
    try (SuperResolver resolver = SuperResolution.create().resolver(2)) {
      assertThat(EmbeddedWeights.find().recommended(2).orElseThrow().model())
          .isEqualTo(resolver.descriptor().id());
    }
    assertThatThrownBy(() -> SuperResolution.create().resolver(9))
        .hasMessageStartingWith("Cannot choose a network [x9]: expected one of [dyconvsr x2");
  }

  @Test
  void aFileOfAProgramIsRunOnEnginesForPrograms() {
    Path file = folder.resolve("net.bin");
    Program program =
        SuperResolution.create().export(ResolverOptions.of("dyconvsr", 2), ProgramExport.DEFAULT);
    OnnxWriter.write(program, file);
    Pixels picture = picture();
    ResolverOptions options = ResolverOptions.ofWeights(file);
    try (SuperResolver ofFile = SuperResolution.create().resolver(options.withEngine("onnx"));
        SuperResolver embedded =
            SuperResolution.create()
                .resolver(ResolverOptions.of("dyconvsr", 2).withEngine("onnx"))) {
      assertThat(ofFile.descriptor()).isEqualTo(embedded.descriptor());
      assertThat(ofFile.upscale(picture)).isEqualTo(embedded.upscale(picture));
    }
    assertThatThrownBy(() -> SuperResolution.create().resolver(options.withEngine("nd4j")))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith(
            "Cannot use the engine [nd4j]. It runs graphs of ND4J, and the network is an inference"
                + " program. Engines that run it: vector")
        .hasMessageContaining("onnx");
    ResolverOptions wrong = ResolverOptions.of(3).withWeights(file);
    assertThatThrownBy(() -> SuperResolution.create().resolver(wrong))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot use the network [" + file + "]: got dyconvsr x2, expected x3 as asked for.");
  }

  @Test
  void aDamagedFileNamesItself() throws Exception {
    Path file = Files.write(folder.resolve("net.onnx"), new byte[] {8, 8, 1, 2, 3, 4});
    assertThatThrownBy(() -> SuperResolution.create().resolver(ResolverOptions.ofWeights(file)))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("Cannot read the ONNX file [" + file + "]: got a damaged file");
  }

  private static Pixels picture() {
    float[] values = OnnxRuntimeRun.noise("x", 15 * 11).data();
    return Pixels.of(15, 11, values, values, values);
  }
}
