package org.sr4j.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.error.OptionsException;
import org.sr4j.models.network.NetworkSpec.StrategySpec;

class StrategyTextTest {

  @Test
  void readsIdsAndOptions() {
    assertThat(StrategyText.parse("ggas:kernel=5,init=identity, cwss:initial=0.5,shared=true,mine"))
        .containsExactly(
            new StrategySpec("ggas", Map.of("kernel", 5, "init", "identity")),
            new StrategySpec("cwss", Map.of("initial", 0.5, "shared", true)),
            new StrategySpec("mine"));
  }

  @Test
  void aColonInAValueIsOfTheValue() {
    assertThat(StrategyText.parse("mine:a=b:c"))
        .containsExactly(new StrategySpec("mine", Map.of("a", "b:c")));
  }

  @Test
  void writesWhatItReads() {
    String text = "ggas:kernel=5,init=identity,cwss,mine:a=0.5";
    assertThat(StrategyText.of(StrategyText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "ggas,", "ggas:", "ggas:kernel", "kernel=5", "ggas:=5", ":a=1"})
  void refusesWhatIsNoList(String text) {
    assertThatThrownBy(() -> StrategyText.parse(text))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot read the strategies: got \""
                + text
                + "\", expected ids with or without options, like"
                + " ggas:kernel=5,init=identity,cwss.");
  }
}
