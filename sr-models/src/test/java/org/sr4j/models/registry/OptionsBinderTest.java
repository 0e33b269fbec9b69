package org.sr4j.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.OptionsException;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions;

class OptionsBinderTest {

  private static DyConvSrOptions bind(Map<String, ?> given) {
    return OptionsBinder.bind(
        "model \"dyconvsr\"", DyConvSrOptions.class, DyConvSrOptions.defaults(), given);
  }

  @Test
  void keepsDefaultsAndTakesWhatIsGiven() {
    DyConvSrOptions options = bind(Map.of("features", 16, "anchor", "as_released"));
    assertThat(options.features()).isEqualTo(16);
    assertThat(options.anchor()).isEqualTo(DyConvSrOptions.Anchor.AS_RELEASED);
    assertThat(options.temperature()).isEqualTo(30);
  }

  @Test
  void roundTripsThroughJson() {
    DyConvSrOptions options = bind(Map.of("blocks", 2));
    String json = OptionsBinder.toJson(options);
    assertThat(OptionsBinder.fromJson("x", DyConvSrOptions.class, DyConvSrOptions.defaults(), json))
        .isEqualTo(options);
  }

  @Test
  void namesTheNearestKnownName() {
    assertThatThrownBy(() -> bind(Map.of("feature", 16)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("model \"dyconvsr\"")
        .hasMessageContaining("unknown name \"feature\"")
        .hasMessageContaining("Did you mean \"features\"?");
  }

  @Test
  void refusesWrongValues() {
    assertThatThrownBy(() -> bind(Map.of("features", 7)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("[features]: got 7, expected a positive multiple of 4");
    assertThatThrownBy(() -> bind(Map.of("features", "many")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("features");
  }
}
