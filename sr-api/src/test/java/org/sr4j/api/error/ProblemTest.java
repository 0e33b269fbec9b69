package org.sr4j.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void saysWhatWhereGotExpectedAndWhatToDo() {
    Problem problem =
        Problem.cannot("read the image")
            .at("a.png")
            .got("0 bytes")
            .expected("PNG")
            .advice("Check it.");
    assertThat(problem.message())
        .isEqualTo("Cannot read the image [a.png]: got 0 bytes, expected PNG. Check it.");
    assertThat(new ImageException(problem)).hasMessage(problem.message());
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(Problem.cannot("start").message()).isEqualTo("Cannot start.");
    assertThat(Problem.cannot("start").expected("fuel").message())
        .isEqualTo("Cannot start: expected fuel.");
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    List<String> known = List.of("dyconvsr", "imdn", "edsr-baseline");
    assertThat(Suggestion.nearest("dyconvrs", known)).contains("dyconvsr");
    assertThat(Suggestion.nearest("IMDN", known)).contains("imdn");
    assertThat(Suggestion.nearest("transformer", known)).isEmpty();
    assertThat(Suggestion.advice("x", List.of("b", "a")))
        .isEqualTo("Did you mean \"a\"? Known: a, b.");
  }
}
