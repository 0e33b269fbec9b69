package org.sr4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.OptionsException;

class RoundRobinTest {

  private final StringBuilder order = new StringBuilder();

  @Test
  void warmsUpEachAndThenMeasuresInTurn() {
    RoundRobin.Subject a = () -> order.append('a');
    RoundRobin.Subject b = () -> order.append('b');

    List<Timings> timings = new RoundRobin(new Rounds(0, 2)).measure(List.of(a, b));

    assertThat(order).hasToString("aaa" + "bbb" + "ab" + "ab");
    assertThat(timings).hasSize(2).allMatch(t -> t.rounds() == 2 && t.median() > 0);
  }

  @Test
  void refusesRoundsThatMeasureNothing() {
    assertThatThrownBy(() -> new Rounds(1, 0))
        .isInstanceOf(OptionsException.class)
        .hasMessage("Cannot measure [rounds]: got 0, expected 1 or more.");
    assertThatThrownBy(() -> new Rounds(-1, 1))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("warm-up", "-1.0 s");
  }
}
