package org.sr4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerDocumentTest {

  static Stream<String> ids() {
    return new LayerPlugin().layers().stream().map(p -> p.id());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyLayerIsListed(String id) throws IOException {
    assertThat(Files.readString(Path.of("../docs/layers.md"))).contains("`" + id + "`");
  }
}
