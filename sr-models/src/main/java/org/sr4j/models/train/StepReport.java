package org.sr4j.models.train;

/**
 * One optimiser step.
 *
 * @param step steps taken, this one included
 * @param steps length of the run
 * @param loss weighted sum of all parts, in the network's range of sample values
 * @param learningRate of this step
 * @param gradientNorm before clipping
 * @param milliseconds of the whole step
 * @param dataMilliseconds of it, waiting for the batch
 */
public record StepReport(
    long step,
    long steps,
    double loss,
    double learningRate,
    double gradientNorm,
    double milliseconds,
    double dataMilliseconds) {}
