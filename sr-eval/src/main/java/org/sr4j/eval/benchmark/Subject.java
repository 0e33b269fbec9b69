package org.sr4j.eval.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is measured.
 *
 * @param model id, e.g. {@code dyconvsr}
 * @param engine id of the engine that runs it, e.g. {@code nd4j}
 * @param weights where the weights came from, e.g. {@code source -> embedded}, {@code sha256 ->
 *     ...}; printed in this order; empty where there are none
 * @param upscaler runs it at the measured scale
 */
public record Subject(String model, String engine, Map<String, String> weights, Upscaler upscaler) {

  public Subject {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(upscaler, "upscaler");
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }
}
