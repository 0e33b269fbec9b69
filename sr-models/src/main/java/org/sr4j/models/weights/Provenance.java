package org.sr4j.models.weights;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How weights came about: enough to make them again, and to see what they are worth. Text that is
 * not known is empty.
 *
 * @param commit of the library's source that trained them
 * @param libraryVersion version of the library that trained them
 * @param config the training configuration, as its file has it
 * @param dataDigest SHA-256 over the names and contents of the training pictures
 * @param seed of the random numbers
 * @param steps optimiser steps taken
 * @param metrics validation results by name, e.g. {@code psnr-y Kodak24}; in the metric's unit
 * @param runtime JVM, operating system and backend, e.g. {@code Java 17.0.15, Linux amd64, nd4j}
 * @param time when they were written
 */
public record Provenance(
    String commit,
    String libraryVersion,
    String config,
    String dataDigest,
    long seed,
    long steps,
    Map<String, Double> metrics,
    String runtime,
    Instant time) {

  /**
   * @throws IllegalArgumentException if steps are negative or a metric is not finite
   */
  public Provenance {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(libraryVersion, "libraryVersion");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(dataDigest, "dataDigest");
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(time, "time");
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    if (steps < 0) {
      throw new IllegalArgumentException("steps: got " + steps + ", expected at least 0");
    }
    metrics.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "metric " + name + ": got " + value + ", expected a finite number");
          }
        });
  }
}
