package org.sr4j.models.network;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * Checks of a network's options; each refuses with the network's and the option's name.
 *
 * @param network name for errors
 */
public record OptionRules(String network) {

  /**
   * @throws OptionsException if {@code value < least}
   */
  public void atLeast(String name, int value, int least) {
    require(value >= least, name, value, least + " or more");
  }

  /**
   * @throws OptionsException unless {@code value} is a finite number above 0
   */
  public void positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "a positive number");
  }

  /**
   * @throws OptionsException if {@code divisor} is below 1 or does not divide {@code value}
   */
  public void divides(String name, int divisor, int value) {
    require(divisor >= 1 && value % divisor == 0, name, divisor, "a divisor of " + value);
  }

  /**
   * @throws OptionsException for null
   */
  public void present(String name, Object value) {
    require(value != null, name, value, "a value");
  }

  /**
   * @throws OptionsException unless {@code holds}
   */
  public void require(boolean holds, String name, Object got, String expected) {
    if (!holds) {
      throw new OptionsException(
          Problem.cannot("build " + network).at(name).got(got).expected(expected));
    }
  }
}
