package org.sr4j.models.strategy.graft.dl4j;

import org.sr4j.layers.dl4j.SrLayer;
import org.sr4j.models.strategy.ggas.GgasOptions;
import org.sr4j.models.strategy.graft.Place;

/**
 * GGAS: the layer {@code ggas} makes the attention map of the shallow feature, the vertices {@code
 * BLOCK-ggas} multiply it onto the blocks' outputs.
 */
record GgasGrafting(GgasOptions options) implements Grafting {

  static final String ID = "ggas";

  @Override
  public void at(Place place, GraphEditor editor) {
    if (place.role() == Place.Role.SHALLOW) {
      int channels = (int) place.shape().channels();
      SrLayer attention = SrLayer.of("global-attention-block", options.block(channels));
      editor.addLayer(ID, attention, place.node());
    } else {
      String name = place.node() + "-" + ID;
      editor.addProduct(name, editor.source(place.uses()), ID);
      editor.redirect(place.uses(), name);
    }
  }
}
