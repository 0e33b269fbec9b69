package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirLongestCell() {
    TextTable table = new TextTable("ID", "N").row("dyconvsr", 2).row("x", 1234);

    assertThat(table.lines()).containsExactly("ID        N", "dyconvsr  2", "x         1234");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextTable("ID", "N").row("dyconvsr"))
        .withMessage("1 cells for [ID, N]");
  }
}
