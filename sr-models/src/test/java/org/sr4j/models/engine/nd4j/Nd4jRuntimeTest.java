package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.models.testing.ChildJvm;

class Nd4jRuntimeTest {

  private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  @TempDir Path folder;

  @Test
  void convolutionsRunOnOneDnn() throws Exception {
    assumeThat(NativeLibrary.recommended(Loader.Detector.getPlatform())).contains("onednn");
    ChildJvm.Result result =
        ChildJvm.run(EngineProbe.class, entry -> true, Map.of("DNNL_VERBOSE", "1"), folder);
    assertThat(result.out())
        .containsPattern("dnnl_verbose,exec,cpu,convolution,[^\\n]*ic3oc8_ih16oh16kh3");
  }

  @Test
  void startsWithoutNoise() throws Exception {
    ChildJvm.Result result = ChildJvm.run(EngineProbe.class, entry -> true, Map.of(), folder);
    assertThat(result.out()).isEqualToNormalizingNewlines("available\ndone\n");
    assertThat(result.err()).doesNotContain("Backend build information", "Loaded [");
  }

  @Test
  void withoutABackendItNamesTheMavenCoordinate() throws Exception {
    ChildJvm.Result result =
        ChildJvm.run(
            EngineProbe.class, entry -> !entry.contains("nd4j-native-1"), Map.of(), folder);
    String classifier = NativeLibrary.recommended(Loader.Detector.getPlatform());
    String reason =
        "There is no ND4J backend on the class path. Add org.nd4j:nd4j-native:1.0.0-M2.1 and the"
            + " same with the classifier "
            + classifier
            + " (org.nd4j:nd4j-native:jar:"
            + classifier
            + ":1.0.0-M2.1).";
    assertThat(result.out())
        .isEqualToNormalizingNewlines(reason + "\nCannot use ND4J. " + reason + "\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void withoutTheNativesOfThisPlatformItNamesThemToo() throws Exception {
    ChildJvm.Result result =
        ChildJvm.run(
            EngineProbe.class,
            entry -> !entry.matches(".*nd4j-native-1\\.0\\.0-M2\\.1-.*"),
            Map.of(),
            folder);
    assertThat(result.out())
        .startsWith(
            "The ND4J backend on the class path has no native library for this platform. Add"
                + " org.nd4j:nd4j-native:1.0.0-M2.1 and");
  }

  @Test
  void theUsersPropertiesAreKept() {
    String property = "org.nd4j.versioncheck";
    String before = System.getProperty(property);
    try {
      System.setProperty(property, "true");
      Nd4jRuntime.startQuietly();
      assertThat(System.getProperty(property)).isEqualTo("true");
      System.clearProperty(property);
      Nd4jRuntime.startQuietly();
      assertThat(System.getProperty(property)).isEqualTo("false");
    } finally {
      System.setProperty(property, before == null ? "false" : before);
    }
  }

  @Test
  void findsTheLibraryThatJavaCppWouldTake() {
    String file = System.mapLibraryName("jnind4jcpu");
    Set<String> onPath =
        Set.of(BINDINGS + "linux-x86_64/" + file, BINDINGS + "linux-x86_64-onednn-avx2/" + file);
    assertThat(NativeLibrary.find("linux-x86_64", onPath::contains))
        .contains(new NativeLibrary("-onednn-avx2"));
    assertThat(NativeLibrary.find("macosx-x86_64", onPath::contains)).isEmpty();
  }

  @Test
  void refusesAProcessorWithoutAvx2() {
    NativeLibrary avx2 = new NativeLibrary("-onednn-avx2");
    Optional<Set<String>> old = CpuFeatures.ofCpuInfo("processor : 0\nflags\t\t: fpu sse2 avx\n");
    assertThat(avx2.refusal("linux-x86_64", old))
        .contains(
            "This processor has no AVX2, which the linux-x86_64-onednn-avx2 build of ND4J needs."
                + " Put org.nd4j:nd4j-native:1.0.0-M2.1 with the classifier linux-x86_64-onednn (or"
                + " linux-x86_64) on the class path instead.");
    assertThat(avx2.refusal("linux-x86_64", CpuFeatures.ofCpuInfo("flags : avx avx2"))).isEmpty();
    assertThat(avx2.refusal("linux-x86_64", Optional.empty())).isEmpty();
    assertThat(new NativeLibrary("").refusal("linux-x86_64", old)).isEmpty();
    assertThat(new NativeLibrary("-onednn-avx512").refusal("linux-x86_64", old))
        .hasValueSatisfying(text -> assertThat(text).contains("AVX512F"));
  }
}
