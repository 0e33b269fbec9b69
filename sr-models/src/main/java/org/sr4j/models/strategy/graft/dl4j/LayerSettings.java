package org.sr4j.models.strategy.graft.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.sr4j.layers.dl4j.SrLayer;

/**
 * How a layer is trained. DL4J hands the settings of a network down to its layers and forgets them,
 * so a layer that is added later takes them from a neighbour.
 */
record LayerSettings(
    IUpdater updater,
    IUpdater biasUpdater,
    List<Regularization> regularization,
    List<Regularization> regularizationBias,
    GradientNormalization gradientNormalization,
    double gradientNormalizationThreshold) {

  /** Empty for a layer that is not trained. */
  static Optional<LayerSettings> of(Layer layer) {
    if (layer instanceof BaseLayer base && base.getIUpdater() != null) {
      return Optional.of(
          new LayerSettings(
              base.getIUpdater(),
              base.getBiasUpdater(),
              base.getRegularization(),
              base.getRegularizationBias(),
              base.getGradientNormalization(),
              base.getGradientNormalizationThreshold()));
    }
    if (layer instanceof AbstractSameDiffLayer graph && graph.getUpdater() != null) {
      return Optional.of(
          new LayerSettings(
              graph.getUpdater(),
              graph.getBiasUpdater(),
              graph.getRegularization(),
              graph.getRegularizationBias(),
              graph.getGradientNormalization(),
              graph.getGradientNormalizationThreshold()));
    }
    return Optional.empty();
  }

  void giveTo(SrLayer layer) {
    layer.setUpdater(updater.clone());
    layer.setBiasUpdater(biasUpdater == null ? null : biasUpdater.clone());
    layer.setRegularization(regularization);
    layer.setRegularizationBias(regularizationBias);
    layer.setGradientNormalization(gradientNormalization);
    layer.setGradientNormalizationThreshold(gradientNormalizationThreshold);
  }
}
