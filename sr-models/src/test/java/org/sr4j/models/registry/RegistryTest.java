package org.sr4j.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.error.PluginException;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.SrApi;
import org.sr4j.api.spi.SrPlugin;

class RegistryTest {

  private record FakeEngine(String id) implements EngineProvider {
    @Override
    public int priority() {
      return 0;
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.of("a fake");
    }

    @Override
    public Engine create() {
      throw new IllegalStateException("a fake");
    }
  }

  private record Plugin(String id, int apiLevel, String... engineIds) implements SrPlugin {
    @Override
    public List<EngineProvider> engines() {
      return List.<EngineProvider>of(
          java.util.Arrays.stream(engineIds).map(FakeEngine::new).toArray(EngineProvider[]::new));
    }
  }

  @Test
  void sortsByIdWhateverTheOrderOfPlugins() {
    Registry registry =
        Registry.of(
            new Plugin("z-plugin", SrApi.LEVEL, "zeta", "beta"),
            new Plugin("a-plugin", SrApi.LEVEL, "alpha"));
    assertThat(registry.plugins()).extracting(SrPlugin::id).containsExactly("a-plugin", "z-plugin");
    assertThat(registry.engines())
        .extracting(EngineProvider::id)
        .containsExactly("alpha", "beta", "zeta");
  }

  @Test
  void namesTheNearestKnownId() {
    Registry registry = Registry.of(new Plugin("p", SrApi.LEVEL, "vector", "nd4j"));
    assertThatThrownBy(() -> registry.engine("vektor"))
        .isInstanceOf(UnknownIdException.class)
        .hasMessage(
            "Cannot find the engine: got \"vektor\". Did you mean \"vector\"? Known: nd4j, vector.");
  }

  @Test
  void reportsAllProblemsTogetherWithClassAndJar() {
    SrPlugin broken =
        new SrPlugin() {
          @Override
          public String id() {
            throw new IllegalStateException("boom");
          }
        };
    assertThatThrownBy(
            () ->
                Registry.of(
                    new Plugin("one", SrApi.LEVEL, "same"),
                    new Plugin("two", SrApi.LEVEL, "same", "Bad Id"),
                    new Plugin("old", SrApi.LEVEL + 1),
                    new Plugin("one", SrApi.LEVEL),
                    broken))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("5 problems")
        .hasMessageContaining("engine \"same\" is already offered by " + Plugin.class.getName())
        .hasMessageContaining("test-classes")
        .hasMessageContaining("engine id \"Bad Id\" is not lower-case words")
        .hasMessageContaining("was made for API level " + (SrApi.LEVEL + 1))
        .hasMessageContaining("plugin \"one\" is already offered")
        .hasMessageContaining("boom");
  }
}
