package org.sr4j.models.train.optimiser;

import java.util.List;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/** Defaults and checks of the constants that Adam and AdamW share. */
final class AdamConstants {

  private AdamConstants() {}

  static List<Double> betas(List<Double> betas) {
    if (betas == null) {
      return List.of(0.9, 0.999);
    }
    if (betas.size() != 2 || betas.stream().anyMatch(b -> b == null || !(b >= 0 && b < 1))) {
      throw new OptionsException(
          Problem.cannot("use the optimiser")
              .at("betas")
              .got(betas)
              .expected("two numbers, at least 0 and below 1"));
    }
    return List.copyOf(betas);
  }

  static double nonNegative(String name, Double value, double otherwise) {
    double number = value == null ? otherwise : value;
    if (!(number >= 0) || Double.isInfinite(number)) {
      throw new OptionsException(
          Problem.cannot("use the optimiser").at(name).got(number).expected("at least 0"));
    }
    return number;
  }
}
