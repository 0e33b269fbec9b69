package org.sr4j.examples.bench;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * How often something is run.
 *
 * @param warmUpSeconds each subject runs unmeasured for as long as this, and at least {@value
 *     #LEAST_WARM_UP_RUNS} times: the virtual machine compiles what runs often
 * @param measured rounds whose times count
 */
public record Rounds(double warmUpSeconds, int measured) {

  static final int LEAST_WARM_UP_RUNS = 3;

  public Rounds {
    if (!(warmUpSeconds >= 0) || Double.isInfinite(warmUpSeconds)) {
      throw wrong("warm-up", warmUpSeconds + " s", "0 or more");
    }
    if (measured < 1) {
      throw wrong("rounds", measured, "1 or more");
    }
  }

  private static OptionsException wrong(String name, Object got, String expected) {
    return new OptionsException(Problem.cannot("measure").at(name).got(got).expected(expected));
  }

  /** In words, for reports. */
  public String describe() {
    return "warm-up of at least %s s and %d runs each, then the median of %d rounds in turn"
        .formatted(Numbers.plain(warmUpSeconds), LEAST_WARM_UP_RUNS, measured);
  }
}
