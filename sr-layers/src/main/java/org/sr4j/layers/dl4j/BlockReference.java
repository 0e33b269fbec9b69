package org.sr4j.layers.dl4j;

import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What a configuration file says of a block.
 *
 * @param kind layer or model
 * @param id of its provider
 * @param options JSON text
 * @param scale factor that a model is built for; 1 for a layer
 */
record BlockReference(
    @JsonProperty("kind") Kind kind,
    @JsonProperty("id") String id,
    @JsonProperty("options") String options,
    @JsonProperty("scale") int scale) {

  enum Kind {
    LAYER,
    MODEL
  }

  static BlockReference toLayer(String id, Record options) {
    String json = OptionsJson.write(id, options, Providers.layer(id).optionsType());
    return new BlockReference(Kind.LAYER, id, json, 1);
  }

  static BlockReference toModel(String id, Record options, int scale) {
    String json = OptionsJson.write(id, options, Providers.model(id).optionsType());
    return new BlockReference(Kind.MODEL, id, json, scale);
  }

  /**
   * @throws org.sr4j.api.error.SrException if there is no such provider or it refuses the options
   */
  Block resolve() {
    return kind == Kind.LAYER ? Block.ofLayer(id, options) : Block.ofModel(id, options, scale);
  }

  @Override
  public String toString() {
    return id + " " + options;
  }
}
