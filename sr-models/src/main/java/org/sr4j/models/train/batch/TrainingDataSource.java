package org.sr4j.models.train.batch;

import org.sr4j.api.model.ColourMode;
import org.sr4j.models.train.config.DataConfig;

/** Opens training data. */
@FunctionalInterface
public interface TrainingDataSource {

  /**
   * @param seed of crops and augmentation
   * @throws org.sr4j.api.error.SrException if there are no usable pictures
   */
  TrainingData open(DataConfig config, ColourMode colour, int scale, long seed);
}
