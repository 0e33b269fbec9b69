package org.sr4j.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

class EmbeddedWeightsTest {

  @TempDir Path folder;

  private byte[] file;
  private String digest;

  @BeforeEach
  void writeWeights() throws Exception {
    Weights weights =
        Weights.of(
            List.of(new Tensor("w", new long[] {1}, new float[] {42})),
            new WeightsMetadata("mine", 2, "{}", Optional.empty()).toMap());
    Path path = folder.resolve("mine_x2.safetensors");
    Safetensors.write(weights, path);
    file = Files.readAllBytes(path);
    digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
  }

  @Test
  void findsTheWeightsOfEveryJar() throws IOException {
    URL one = jar("one.jar", line("mine", 2, "w.safetensors", digest));
    URL two = jar("two.jar", line("other", 4, "w.safetensors", digest));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {two, one}, null)) {
      EmbeddedWeights embedded = EmbeddedWeights.find(loader);

      assertThat(embedded.entries())
          .extracting(Object::toString)
          .containsExactly("mine x2", "other x4");
      assertThat(embedded.load("mine", 2).tensor("w").orElseThrow().data()).containsExactly(42);
    }
  }

  @Test
  void weightsWithStrategiesStandBesideThoseWithout() throws IOException {
    String with =
        line("mine", 2, "w.safetensors", digest)
            .replace("\"scale\":2", "\"scale\":2,\"strategies\":[\"ggas\",\"cwss\"]");
    try (URLClassLoader loader = loader(with + "," + line("mine", 2, "w.safetensors", digest))) {
      EmbeddedWeights embedded = EmbeddedWeights.find(loader);

      assertThat(embedded.entries())
          .extracting(Object::toString)
          .containsExactly("mine x2", "mine x2 with ggas,cwss");
      assertThat(embedded.entry("mine", 2).orElseThrow().strategies()).isEmpty();
      assertThat(embedded.entry("mine", 2, List.of("cwss", "ggas"))).isPresent();
      assertThat(embedded.entry("mine", 2, List.of("ggas"))).isEmpty();
      assertThat(embedded.load("mine", 2, List.of("ggas")).names()).containsExactly("w");
      assertThatThrownBy(() -> embedded.load("mine", 2, List.of("ggas", "cwss")))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("got mine x2 in the file, expected mine x2 with ggas,cwss as the");
    }
  }

  @Test
  void listsWhatThereIs() throws IOException {
    try (URLClassLoader loader = loader(line("mine", 2, "w.safetensors", digest))) {
      EmbeddedWeights embedded = EmbeddedWeights.find(loader);

      assertThatThrownBy(() -> embedded.load("mine", 3))
          .isInstanceOf(UnknownIdException.class)
          .hasMessage(
              "Cannot find embedded weights [mine x3]: expected one of [mine x2]."
                  + " Name a weights file, or train the network.");
    }
  }

  @Test
  void aClassPathWithoutAnySaysSo() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> EmbeddedWeights.find(loader).load("mine", 2))
          .isInstanceOf(UnknownIdException.class)
          .hasMessageContaining("none are there");
    }
  }

  @Test
  void refusesAFileWithAnotherDigest() throws IOException {
    try (URLClassLoader loader = loader(line("mine", 2, "w.safetensors", "0".repeat(64)))) {
      assertThatThrownBy(() -> EmbeddedWeights.find(loader).load("mine", 2))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("got SHA-256 " + digest + ", expected 0000");
    }
  }

  @Test
  void refusesAFileOfAnotherNetwork() throws IOException {
    try (URLClassLoader loader = loader(line("other", 4, "w.safetensors", digest))) {
      assertThatThrownBy(() -> EmbeddedWeights.find(loader).load("other", 4))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("got mine x2 in the file, expected other x4 as the index says");
    }
  }

  @Test
  void refusesAFileThatTheJarDoesNotHold() throws IOException {
    try (URLClassLoader loader = loader(line("mine", 2, "none.safetensors", digest))) {
      assertThatThrownBy(() -> EmbeddedWeights.find(loader).load("mine", 2))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("none.safetensors");
    }
  }

  @Test
  void refusesTwoFilesForOneNetworkAndScale() throws IOException {
    URL one = jar("one.jar", line("mine", 2, "w.safetensors", digest));
    URL two = jar("two.jar", line("mine", 2, "w.safetensors", digest));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {one, two}, null)) {
      assertThatThrownBy(() -> EmbeddedWeights.find(loader))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("[mine x2]")
          .hasMessageContaining("one.jar")
          .hasMessageContaining("two.jar");
    }
  }

  @Test
  void refusesAnIndexThatLeadsElsewhere() throws IOException {
    for (String name : List.of("../w.safetensors", "/etc/passwd", "file:/etc/passwd", "..", "")) {
      try (URLClassLoader loader = loader(line("mine", 2, name, digest))) {
        assertThatThrownBy(() -> EmbeddedWeights.find(loader))
            .as(name)
            .isInstanceOf(WeightsException.class)
            .hasMessageContaining("expected the name of a file beside the index");
      }
    }
  }

  @Test
  void refusesAMalformedIndex() throws IOException {
    for (String index :
        List.of("", "{}", "{\"weights\":null}", "{\"weights\":[null]}", "{\"weights\":[{}]}")) {
      URL jar = jarOf("bad.jar", index);
      try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
        assertThatThrownBy(() -> EmbeddedWeights.find(loader))
            .as(index)
            .isInstanceOf(WeightsException.class)
            .hasMessageStartingWith("Cannot read the index of embedded weights [jar:file:");
      }
    }
  }

  @Test
  void theLibrarysOwnIndexHoldsWhatItSays() {
    EmbeddedWeights own = EmbeddedWeights.find();

    own.entries().forEach(e -> assertThat(own.load(e.model(), e.scale()).elements()).isPositive());
  }

  private static String line(String model, int scale, String resource, String sha256) {
    return "{\"model\":\"%s\",\"scale\":%d,\"resource\":\"%s\",\"sha256\":\"%s\"}"
        .formatted(model, scale, resource, sha256);
  }

  private URLClassLoader loader(String line) throws IOException {
    return new URLClassLoader(new URL[] {jar("one.jar", line)}, null);
  }

  private URL jar(String name, String line) throws IOException {
    return jarOf(name, "{\"weights\":[" + line + "]}");
  }

  private URL jarOf(String name, String index) throws IOException {
    Path path = folder.resolve(name);
    Map<String, byte[]> content =
        Map.of(
            EmbeddedWeights.INDEX,
            index.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "META-INF/sr4j/weights/w.safetensors",
            file);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return path.toUri().toURL();
  }
}
