package org.sr4j.models.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.OptionsException;
import org.sr4j.models.testing.ChildJvm;

class OnnxEngineTest {

  @TempDir private Path folder;

  @Test
  void worksWhereTheLibraryIs() {
    assertThat(new OnnxEngineProvider().unavailable()).isEmpty();
    assertThat(new OnnxEngineProvider().create().id()).isEqualTo("onnx");
  }

  @Test
  void theCoordinateIsOfTheVersionThatIsTested() {
    assertThat(OnnxRuntimeLibrary.COORDINATE)
        .endsWith(":" + OnnxRuntimeLibrary.Loaded.environment().getVersion());
  }

  /** ONNX Runtime recurses over the command line, which a class path makes long. */
  @Test
  void aLongCommandLineDoesNotEndTheProcess() throws Exception {
    ChildJvm.Result result = ChildJvm.run(OnnxEngineProbe.class, entry -> true, Map.of(), folder);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualToNormalizingNewlines("available\nonnx\n");
  }

  @Test
  void withoutTheLibraryItNamesTheMavenCoordinate() throws Exception {
    ChildJvm.Result result =
        ChildJvm.run(
            OnnxEngineProbe.class, entry -> !entry.contains("onnxruntime"), Map.of(), folder);

    String reason =
        "ONNX Runtime is not on the class path. Add com.microsoft.onnxruntime:onnxruntime:1.29.0, to"
            + " the sr command by putting its jar into the folder plugins.";
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualToNormalizingNewlines(reason + "\nCannot use the engine [onnx]. " + reason + "\n");
  }

  @Test
  void aNativeLibraryThatDoesNotLoadIsAReason() throws Exception {
    Files.writeString(folder.resolve(System.mapLibraryName("onnxruntime")), "no machine code");

    ChildJvm.Result result =
        ChildJvm.run(
            OnnxEngineProbe.class,
            entry -> true,
            Map.of("JDK_JAVA_OPTIONS", "-Donnxruntime.native.path=" + folder),
            folder);

    assertThat(result.out())
        .startsWith("ONNX Runtime's native library does not load on this platform (")
        .contains("UnsatisfiedLinkError")
        .contains("Cannot use the engine [onnx]. ONNX Runtime's native library");
  }

  @Test
  void anUnknownProviderNamesTheKnownOnes() {
    System.setProperty(OnnxOptions.PROVIDER, "cuba");
    try {
      assertThatThrownBy(OnnxOptions::defaults)
          .isInstanceOf(OptionsException.class)
          .hasMessage(
              "Cannot choose ONNX Runtime's provider [sr.onnx.provider]: got \"cuba\". Did you mean"
                  + " \"cuda\"? Known: cpu, cuda.");
    } finally {
      System.clearProperty(OnnxOptions.PROVIDER);
    }
  }

  @Test
  void threadsHaveBounds() {
    assertThatThrownBy(() -> OnnxOptions.defaults().withThreads(0))
        .isInstanceOf(OptionsException.class)
        .hasMessage("Cannot set the number of threads: got 0, expected 1 to 1024.");
    System.setProperty(OnnxOptions.THREADS, "two");
    try {
      assertThatThrownBy(OnnxOptions::defaults)
          .isInstanceOf(OptionsException.class)
          .hasMessage(
              "Cannot set the number of threads [sr.onnx.threads]: got \"two\", expected 1 to 1024.");
    } finally {
      System.clearProperty(OnnxOptions.THREADS);
    }
  }
}
