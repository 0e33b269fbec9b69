package org.sr4j.models.engine.nd4j;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which build of ND4J's CPU library the class path offers, and what it asks of the processor. Finds
 * out without loading it: ND4J ends the JVM when it has loaded a library that the processor cannot
 * run.
 *
 * @param extension what follows the platform in the classifier, such as {@code -onednn-avx2}; empty
 *     for the plain build
 */
record NativeLibrary(String extension) {

  private static final String FOLDER = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  /** The order in which JavaCPP 1.5.7 takes them if several are on the class path. */
  private static final List<String> EXTENSIONS =
      List.of("-compat", "-avx512", "-avx2", "-onednn-avx2", "-onednn-avx512", "-onednn", "");

  /**
   * @param platform JavaCPP's name: {@code linux-x86_64}
   * @param hasResource whether the class path has a resource of a name
   */
  static Optional<NativeLibrary> find(String platform, Predicate<String> hasResource) {
    String file = System.mapLibraryName("jnind4jcpu");
    String forced = System.getProperty("org.bytedeco.javacpp.platform.extension");
    return (forced == null ? EXTENSIONS : List.of(forced))
        .stream()
            .filter(extension -> hasResource.test(FOLDER + platform + extension + "/" + file))
            .findFirst()
            .map(NativeLibrary::new);
  }

  /** The classifier of the fastest build for a platform that Maven Central has. */
  static String recommended(String platform) {
    return platform.endsWith("-x86_64") ? platform + "-onednn-avx2" : platform;
  }

  /** The instruction set it needs beyond the platform's base, if any. */
  Optional<String> needs() {
    if (extension.endsWith("-avx512")) {
      return Optional.of("avx512f");
    }
    return extension.endsWith("-avx2") ? Optional.of("avx2") : Optional.empty();
  }

  /** What to do if the processor has not what it needs; empty if it has, or nobody can tell. */
  Optional<String> refusal(String platform, Optional<Set<String>> features) {
    return needs()
        .filter(needed -> features.isPresent() && !features.get().contains(needed))
        .map(
            needed ->
                "This processor has no "
                    + needed.toUpperCase(Locale.ROOT)
                    + ", which the "
                    + platform
                    + extension
                    + " build of ND4J needs. Put "
                    + Nd4jRuntime.COORDINATE
                    + " with the classifier "
                    + platform
                    + "-onednn (or "
                    + platform
                    + ") on the class path instead.");
  }
}
