package org.sr4j.layers.options;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * Checks of a layer's options; each throws an {@link OptionsException} that names layer, option and
 * value.
 *
 * @param layer name of the layer, for messages
 */
public record OptionCheck(String layer) {

  public void positive(String option, int value) {
    if (value < 1) {
      throw refuse(option, value, "1 or more");
    }
  }

  public void positive(String option, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw refuse(option, value, "a positive number");
    }
  }

  /** A component that is not a number must have a value. */
  public void present(String option, Object value) {
    if (value == null) {
      throw refuse(option, null, "a value");
    }
  }

  public void finite(String option, double value) {
    if (!Double.isFinite(value)) {
      throw refuse(option, value, "a finite number");
    }
  }

  public void atLeast(String option, int value, int least) {
    if (value < least) {
      throw refuse(option, value, least + " or more");
    }
  }

  public void odd(String option, int value) {
    if (value < 1 || value % 2 == 0) {
      throw refuse(option, value, "an odd number");
    }
  }

  /** {@code divisor} must divide {@code value}. */
  public void divides(String option, int divisor, int value, String what) {
    if (divisor < 1 || value % divisor != 0) {
      throw refuse(option, divisor, "a divisor of the " + value + " " + what);
    }
  }

  public void multipleOf(String option, int value, int factor) {
    if (value < 1 || value % factor != 0) {
      throw refuse(option, value, "a multiple of " + factor);
    }
  }

  public OptionsException refuse(String option, Object value, String expected) {
    return new OptionsException(
        Problem.cannot("make the layer " + layer)
            .at(option)
            .got(option + " = " + value)
            .expected(expected));
  }
}
