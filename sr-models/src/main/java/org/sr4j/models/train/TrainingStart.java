package org.sr4j.models.train;

import java.util.Set;
import org.sr4j.models.train.config.TrainingConfig;

/**
 * A run that is about to take its first step.
 *
 * @param config of the run
 * @param parameters number of trainable values
 * @param step steps taken before: above 0 if the run goes on from a checkpoint
 * @param trainingPictures number of them
 * @param validationPictures number of them
 * @param initialStrategies ids of the strategies of which the weights that the run starts from hold
 *     nothing: they begin with initial values; empty if the run starts from none
 */
public record TrainingStart(
    TrainingConfig config,
    long parameters,
    long step,
    int trainingPictures,
    int validationPictures,
    Set<String> initialStrategies) {}
