package org.sr4j.models.strategy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.error.OptionsException;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;

class StrategyOptionsTest {

  private static final Registry REGISTRY = Registry.of(new ModelsPlugin());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ggas | {"kernel": 4} | Cannot make the layer GlobalAttentionBlock [kernel]: got kernel = 4, expected an odd number.
          ggas | {"kernel": -1} | Cannot make the layer GlobalAttentionBlock [kernel]: got kernel = -1, expected an odd number.
          ggas | {"init": null} | Cannot make the layer GlobalAttentionBlock [init]: got init = null, expected a value.
          ggas | {"kernels": 5} | Cannot read the options [strategy "ggas"]: got unknown name "kernels". Did you mean "kernel"? Known: init, kernel.
          cwss | {"initial": "NaN"} | Cannot use the strategy cwss [initial]: got NaN, expected a finite number.
          cwss | {"initial": 0.9, "init": "identity"} | Cannot use the strategy cwss [initial]: got 0.9 with init = identity, expected 1, or init = paper.
          cwss | {"init": null} | Cannot use the strategy cwss [init]: got no value, expected paper or identity.
          """)
  void badOptionsAreNamed(String strategy, String json, String message) {
    assertThatThrownBy(() -> bind(strategy, json))
        .isInstanceOf(OptionsException.class)
        .hasMessage(message);
  }

  private static void bind(String strategy, String json) {
    var provider = REGISTRY.strategy(strategy);
    OptionsBinder.fromJson(
        "strategy \"" + strategy + "\"", provider.optionsType(), provider.defaults(), json);
  }
}
