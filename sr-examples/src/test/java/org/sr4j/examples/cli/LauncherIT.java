package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.image.ImageHeader;
import org.sr4j.data.image.ImageLimits;
import org.sr4j.examples.plugin.EspcnPlugin;

/** {@code target/sr/bin/sr} as a user starts it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the POSIX launcher")
class LauncherIT {

  private static final Path DISTRIBUTION = Path.of("target/sr").toAbsolutePath();
  private static final Path LAUNCHER = DISTRIBUTION.resolve("bin/sr");

  @TempDir private Path folder;

  private final List<Path> links = new ArrayList<>();

  /** JUnit warns of links that lead out of its temporary folder. */
  @AfterEach
  void removeLinks() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  private Path link(String name, Path target) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve(name), target);
    links.add(link);
    return link;
  }

  @Test
  void startsFromAnyFolderThroughALinkToALink() throws Exception {
    Path absolute = link("sr-link", LAUNCHER);
    Path relative = link("sr2", absolute.getFileName());

    LauncherRun run = LauncherRun.of(relative, folder, Map.of(), "--version");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("sr ").contains("Java ");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void startsFromAPathWithBlanks() throws Exception {
    LauncherRun run = LauncherRun.of(copyOfLauncher(), folder, Map.of(), "--version");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void findsPluginsInTheFolderForThem() throws Exception {
    Path copy = copyOfLauncher();
    addPlugin(copy);

    LauncherRun run = LauncherRun.of(copy, folder, Map.of(), "models");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsPattern("espcn +x2 x3 x4 +21284 22729 24752 ");
  }

  @Test
  void enginesOfPluginsEnlargeToo() throws Exception {
    ImageFiles.write(Pixels.of(5, 4, new float[20]), folder.resolve("small.png"));
    Path copy = copyOfLauncher();
    addPlugin(copy);

    String[] upscale = {"-v", "upscale", "small.png", "-o", "big.png"};
    LauncherRun auto = LauncherRun.of(copy, folder, Map.of(), upscale);
    LauncherRun asked = LauncherRun.of(copy, folder, Map.of(), and(upscale, "-e", "reference"));

    assertThat(auto.out()).contains("on the engine vector").doesNotContain("reference");
    assertThat(asked.exitCode()).isZero();
    assertThat(asked.out()).contains("on the engine reference").contains("(10x8, ");
  }

  /** As docs/backends.md says: the coordinate is named, its jar goes into the folder plugins. */
  @Test
  void theEngineOnnxIsAJarAmongThePlugins() throws Exception {
    ImageFiles.write(Pixels.of(5, 4, new float[20]), folder.resolve("small.png"));
    Path copy = copyOfLauncher();
    String[] upscale = {"upscale", "small.png", "-o", "big.png", "-e", "onnx"};

    LauncherRun without = LauncherRun.of(copy, folder, Map.of(), upscale);
    Path jar =
        Path.of(OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.createDirectories(copy.resolveSibling("../plugins"));
    link("my own sr/plugins/onnxruntime.jar", jar);
    LauncherRun with = LauncherRun.of(copy, folder, Map.of(), upscale);
    LauncherRun verbose = LauncherRun.of(copy, folder, Map.of(), and(upscale, "-v"));
    LauncherRun auto =
        LauncherRun.of(copy, folder, Map.of(), "upscale", "small.png", "-o", "auto.png", "-v");

    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err())
        .isEqualTo(
            "sr: Cannot use the engine [onnx]. ONNX Runtime is not on the class path. Add"
                + " com.microsoft.onnxruntime:onnxruntime:1.29.0, to the sr command by putting its"
                + " jar into the folder plugins.\n");
    assertThat(with.err()).isEmpty();
    assertThat(with.exitCode()).isZero();
    assertThat(with.out()).contains("small.png -> big.png (10x8, ");
    assertThat(verbose.out()).contains("on the engine onnx");
    assertThat(auto.out()).contains("on the engine vector");
  }

  private static String[] and(String[] args, String... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }

  private static void addPlugin(Path launcher) throws IOException {
    Path plugins = Files.createDirectories(launcher.resolveSibling("../plugins"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(plugins.resolve("espcn.jar")))) {
      // The plugin's classes are on the class path already, as an example.
      jar.putNextEntry(new ZipEntry("META-INF/services/" + SrPlugin.class.getName()));
      jar.write(EspcnPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }

  /** A launcher elsewhere, with the distribution's jars. */
  private Path copyOfLauncher() throws IOException {
    Path home = folder.resolve("my own sr");
    Files.createDirectories(home.resolve("bin"));
    Path copy = Files.copy(LAUNCHER, home.resolve("bin/sr"));
    assertThat(copy.toFile().setExecutable(true)).isTrue();
    link("my own sr/lib", DISTRIBUTION.resolve("lib"));
    return copy;
  }

  @Test
  void returnsTheExitCodeOfTheCommand() throws Exception {
    LauncherRun run = LauncherRun.of(LAUNCHER, folder, Map.of(), "modls");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("sr: Unmatched argument at index 0: 'modls'");
  }

  @Test
  void passesOptionsToTheVirtualMachine() throws Exception {
    LauncherRun run =
        LauncherRun.of(
            LAUNCHER, folder, Map.of("SR_OPTS", "-Xmx64m -XX:+PrintCommandLineFlags"), "--version");

    assertThat(run.out()).contains("-XX:MaxHeapSize=67108864");
  }

  @Test
  void refusesAJavaThatIsTooOld() throws Exception {
    Path old = javaHome("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");

    LauncherRun run = LauncherRun.of(LAUNCHER, folder, Map.of("JAVA_HOME", old.toString()));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("sr: needs Java 17 or later, but " + old + "/bin/java is version 11.\n");
  }

  /** Without these, Java 24 and later remark on what ND4J, ONNX Runtime and Guava do. */
  @ParameterizedTest
  @CsvSource({"17.0.2, false", "23.0.1, false", "24, true", "25.0.3, true"})
  void allowsNativeCodeWhereJavaAsksForThat(String version, boolean allowed) throws Exception {
    Path java =
        javaHome(
            "#!/bin/sh\ncase $* in *-version*) echo 'openjdk version \"%s\"' >&2;; *) echo $*;; esac\n"
                .formatted(version));

    LauncherRun run =
        LauncherRun.of(LAUNCHER, folder, Map.of("JAVA_HOME", java.toString()), "models");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("--add-modules jdk.incubator.vector").endsWith("Sr models\n");
    assertThat(run.out().contains("--enable-native-access=ALL-UNNAMED")).isEqualTo(allowed);
    assertThat(run.out().contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(allowed);
  }

  @Test
  void refusesAJavaHomeWithoutJava() throws Exception {
    LauncherRun run =
        LauncherRun.of(LAUNCHER, folder, Map.of("JAVA_HOME", folder.toString()), "--version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("sr: JAVA_HOME is " + folder + ", but there is no bin/java in it.\n");
  }

  @Test
  void enlargesAPictureAndPrintsNothingElse() throws Exception {
    Path weights = folder.resolve("x2.safetensors");
    InitialWeights.write(weights);
    ImageFiles.write(Pixels.of(9, 5, new float[45]), folder.resolve("my photo.png"));

    LauncherRun run =
        LauncherRun.of(
            LAUNCHER,
            folder,
            Map.of(),
            "upscale",
            "my photo.png",
            "-o",
            "big.png",
            "-w",
            "" + weights);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).matches("my photo\\.png -> big\\.png \\(18x10, \\d+\\.\\d s\\)\\R");
    assertThat(run.exitCode()).isZero();
    assertThat(ImageFiles.read(folder.resolve("big.png"))).hasToString("18x10 grey");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the peak from /proc")
  void fourThousandPixelsFitIntoSixGibibytes() throws Exception {
    Path weights = folder.resolve("x2.safetensors");
    InitialWeights.write(weights);
    float[] plane = new float[3840 * 2160];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = i % 251 / 250f;
    }
    ImageFiles.write(Pixels.of(3840, 2160, plane, plane, plane), folder.resolve("4k.png"));

    LauncherRun run =
        LauncherRun.of(
            LAUNCHER, folder, Map.of(), "upscale", "4k.png", "-o", "8k.png", "-w", "" + weights);

    assertThat(run.err()).isEmpty();
    assertThat(ImageFiles.header(folder.resolve("8k.png"), ImageLimits.DEFAULT))
        .returns(7680, ImageHeader::width)
        .returns(4320, ImageHeader::height);
    assertThat(run.peakBytes()).isBetween(300L << 20, 6L << 30);
  }

  private Path javaHome(String script) throws IOException {
    Path home = folder.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    Path java = Files.writeString(home.resolve("bin/java"), script);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }
}
