package org.sr4j.examples.bench;

import java.util.Locale;

/** Numbers as people read them: three significant digits, no exponent. */
final class Numbers {

  private Numbers() {}

  /** Three significant digits; whole numbers in full from 100 on. */
  static String of(double value) {
    double size = Math.abs(value);
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String signedPercent(double ratio) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * ratio);
  }

  /** Without a fraction where there is none. */
  static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
