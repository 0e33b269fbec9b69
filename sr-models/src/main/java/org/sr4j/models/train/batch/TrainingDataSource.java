package org.sr4j.models.train.batch;

import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.models.train.config.DataConfig;

/** Opens training data. */
@FunctionalInterface
public interface TrainingDataSource {

  /**
   * @param network whose colours and range of samples batches have
   * @param seed of crops and augmentation
   * @throws org.sr4j.api.error.SrException if there are no usable pictures
   */
  TrainingData open(DataConfig config, ModelDescriptor network, int scale, long seed);
}
