package org.sr4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.layers.contract.LayerContract;

/** The library's own layers. */
class LayerPluginTest extends LayerContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new LayerPlugin());
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(SrPlugin.class)).hasAtLeastOneElementOfType(LayerPlugin.class);
  }

  @Test
  void idsAreUnique() {
    assertThat(new LayerPlugin().layers()).extracting(LayerProvider::id).doesNotHaveDuplicates();
  }
}
