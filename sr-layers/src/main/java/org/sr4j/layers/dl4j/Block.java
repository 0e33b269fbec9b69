package org.sr4j.layers.dl4j;

import java.util.List;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;

/**
 * What a DL4J configuration stands for: a layer or a whole network.
 *
 * @param id of its provider
 * @param channels of each input that the definition is handed
 * @param minSize least height and width of the first input
 * @param sizeMultiple height and width of the first input are multiples of this
 * @param scale factor that a network is built for; 1 for a layer
 */
record Block(
    String id, Layer layer, List<Integer> channels, int minSize, int sizeMultiple, int scale) {

  private static final int PROBE = 16;

  static Block ofLayer(String id, String options) {
    return ofLayer(Providers.layer(id), options);
  }

  private static <O extends Record> Block ofLayer(LayerProvider<O> provider, String json) {
    O options = OptionsJson.read(provider.id(), json, provider.optionsType());
    return new Block(
        provider.id(),
        provider.create(options),
        provider.inputChannels(options),
        provider.minSize(options),
        provider.sizeMultiple(options),
        1);
  }

  static Block ofModel(String id, String options, int scale) {
    return ofModel(Providers.model(id), options, scale);
  }

  private static <O extends Record> Block ofModel(
      ModelProvider<O> provider, String json, int scale) {
    Model model = provider.create(OptionsJson.read(provider.id(), json, provider.optionsType()));
    Providers.checkScale(provider.id(), model.descriptor().scales(), scale);
    return new Block(
        provider.id(),
        (scope, inputs) -> model.define(scope, inputs[0]),
        List.of(model.descriptor().colour().channels()),
        model.descriptor().minSize(),
        model.descriptor().sizeMultiple(),
        scale);
  }

  Block withChannels(List<Integer> others) {
    return new Block(id, layer, others, minSize, sizeMultiple, scale);
  }

  /** A size that the first input may have, for graphs that are thrown away. */
  Size probeSize() {
    int least = Math.max(minSize, PROBE);
    int side = (least + sizeMultiple - 1) / sizeMultiple * sizeMultiple;
    return new Size(side, side);
  }

  /** Creates every parameter by writing graphs of both phases. */
  void writeAll(ParameterStore store) {
    write(layer, store, Phase.TRAINING);
    write(layer, store, Phase.INFERENCE);
  }

  /** Writes a layer like this one into a graph that is thrown away. */
  NetworkGraph write(Layer probe, ParameterStore store, Phase phase) {
    return new GraphBuilder(store)
        .phase(phase)
        .scale(scale)
        .lowRes(probeSize())
        .build(probe, channels);
  }
}
