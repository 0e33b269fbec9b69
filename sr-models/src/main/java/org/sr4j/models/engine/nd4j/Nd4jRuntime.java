package org.sr4j.models.engine.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.nd4j.common.config.ND4JSystemProperties;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;

/**
 * Whether ND4J can run here, found out before any of its native code is loaded; and its start
 * without noise. Whoever is about to use ND4J calls {@link #require()} first.
 */
public final class Nd4jRuntime {

  static final String COORDINATE = "org.nd4j:nd4j-native:1.0.0-M2.1";

  private static final String BACKENDS = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
  private static final String CPU_BACKEND = "CpuBackend";

  private static volatile boolean found;

  private Nd4jRuntime() {}

  /**
   * Makes sure that ND4J can be used.
   *
   * @throws EngineException saying why not and which Maven coordinate is missing
   */
  public static void require() {
    if (!found) {
      unavailable()
          .ifPresent(
              reason -> {
                throw new EngineException(Problem.cannot("use ND4J").advice(reason));
              });
      startQuietly();
      found = true;
    }
  }

  /** Why ND4J cannot be used here and what to do about it; empty if it can. */
  public static Optional<String> unavailable() {
    // The loader itself would load JavaCPP's native library.
    String platform =
        System.getProperty("org.bytedeco.javacpp.platform", Loader.Detector.getPlatform());
    String backends = backends();
    if (backends.isBlank()) {
      return Optional.of("There is no ND4J backend on the class path. " + addBackend(platform));
    }
    if (!backends.contains(CPU_BACKEND)) {
      return Optional.empty();
    }
    Optional<NativeLibrary> library =
        NativeLibrary.find(platform, name -> classLoader().getResource(name) != null);
    if (library.isEmpty()) {
      return Optional.of(
          "The ND4J backend on the class path has no native library for this platform. "
              + addBackend(platform));
    }
    return library.get().refusal(platform, CpuFeatures.detect());
  }

  private static String addBackend(String platform) {
    return "Add "
        + COORDINATE
        + " and the same with the classifier "
        + NativeLibrary.recommended(platform)
        + " ("
        + COORDINATE.replace("1.0.0", "jar:" + NativeLibrary.recommended(platform) + ":1.0.0")
        + ").";
  }

  /** Keeps ND4J from announcing itself, unless the user has said otherwise. */
  static void startQuietly() {
    setDefault(ND4JSystemProperties.LOG_INITIALIZATION, "false");
    setDefault(ND4JSystemProperties.VERSION_CHECK_PROPERTY, "false");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Names of the backends on the class path; no class of theirs is loaded. */
  private static String backends() {
    StringBuilder names = new StringBuilder();
    try {
      for (URL file : Collections.list(classLoader().getResources(BACKENDS))) {
        try (InputStream in = file.openStream()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .forEach(line -> names.append(line).append('\n'));
        }
      }
    } catch (IOException e) {
      throw new EngineException(Problem.cannot("look for ND4J backends").got(e.getMessage()), e);
    }
    return names.toString();
  }

  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : Nd4jRuntime.class.getClassLoader();
  }
}
