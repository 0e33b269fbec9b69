package org.sr4j.models.train.validation;

import java.util.Comparator;
import java.util.ServiceLoader;
import org.sr4j.api.metric.Validator;

/** Finds the validator to use. */
public final class Validators {

  private Validators() {}

  /**
   * The one that a jar on the class path offers as a service (sr-eval does; of several the first by
   * class name), else {@link RgbPsnr}.
   */
  public static Validator find() {
    return ServiceLoader.load(Validator.class).stream()
        .min(Comparator.comparing(offer -> offer.type().getName()))
        .map(ServiceLoader.Provider::get)
        .orElseGet(RgbPsnr::new);
  }
}
