package org.sr4j.models.network.detection;

import java.util.List;
import org.sr4j.api.spi.Detection;

/**
 * Reads a network's options and scales off the shapes of its weights. It may guess: whoever asks it
 * compares every tensor of the network that it proposes.
 *
 * @param <O> options of the network
 */
@FunctionalInterface
public interface ShapeDetector<O extends Record> {

  /**
   * @throws UnlikeNetworkException if the weights lack what the network must have
   * @throws org.sr4j.api.error.OptionsException if the network refuses what it reads
   */
  List<Detection<O>> detect(TensorShapes shapes);
}
