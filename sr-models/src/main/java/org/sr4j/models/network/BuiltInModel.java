package org.sr4j.models.network;

import java.util.List;
import java.util.function.Function;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.Detection;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.detection.ShapeDetector;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.detection.UnlikeNetworkException;

/**
 * A model provider in one line.
 *
 * @param defaults the network as its paper has it
 * @param tiny a small variant for contract tests
 * @param factory makes the model from options
 * @param detector reads the options off the shapes of weights
 */
public record BuiltInModel<O extends Record>(
    String id,
    Class<O> optionsType,
    O defaults,
    O tiny,
    Function<O, Model> factory,
    ShapeDetector<O> detector)
    implements ModelProvider<O> {

  /** A model that does not recognise weights: they must say themselves what they are of. */
  public BuiltInModel(
      String id, Class<O> optionsType, O defaults, O tiny, Function<O, Model> factory) {
    this(id, optionsType, defaults, tiny, factory, shapes -> List.of());
  }

  @Override
  public Model create(O options) {
    return factory.apply(options);
  }

  @Override
  public List<Detection<O>> detect(Weights weights) {
    try {
      return detector.detect(new TensorShapes(weights));
    } catch (UnlikeNetworkException | OptionsException e) {
      return List.of();
    }
  }
}
