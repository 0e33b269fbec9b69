package org.sr4j.layers;

import java.util.List;
import java.util.function.ToIntFunction;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.spi.LayerProvider;

/**
 * Provider of a layer that is the record of its own options and has one input.
 *
 * @param id stable id
 * @param example small options
 * @param channels of the input, by options
 * @param minSize least height and width of the input, by options
 * @param sizeMultiple of height and width of the input, by options
 */
record LayerKind<O extends Record & Layer>(
    String id,
    O example,
    ToIntFunction<O> channels,
    ToIntFunction<O> minSize,
    ToIntFunction<O> sizeMultiple)
    implements LayerProvider<O> {

  LayerKind(String id, O example, ToIntFunction<O> channels) {
    this(id, example, channels, options -> 1, options -> 1);
  }

  LayerKind<O> minSize(ToIntFunction<O> pixels) {
    return new LayerKind<>(id, example, channels, pixels, sizeMultiple);
  }

  LayerKind<O> sizeMultiple(ToIntFunction<O> pixels) {
    return new LayerKind<>(id, example, channels, minSize, pixels);
  }

  @Override
  @SuppressWarnings("unchecked") // The class of an O is a Class<O>: records are final.
  public Class<O> optionsType() {
    return (Class<O>) example.getClass();
  }

  @Override
  public List<Integer> inputChannels(O options) {
    return List.of(channels.applyAsInt(options));
  }

  @Override
  public int minSize(O options) {
    return minSize.applyAsInt(options);
  }

  @Override
  public int sizeMultiple(O options) {
    return sizeMultiple.applyAsInt(options);
  }

  @Override
  public Layer create(O options) {
    return options;
  }
}
