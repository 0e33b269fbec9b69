package org.sr4j.models.train;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param step steps taken in all
 * @param loss of the last step
 * @param bestScore best validation score; empty without validation
 * @param bestStep its step
 * @param checkpoint file to go on from
 * @param weights file of the weights to use: the best ones, or the last ones without validation
 * @param stopped whether the listener ended it early
 */
public record TrainingResult(
    long step,
    double loss,
    Optional<Double> bestScore,
    long bestStep,
    Path checkpoint,
    Path weights,
    boolean stopped) {}
