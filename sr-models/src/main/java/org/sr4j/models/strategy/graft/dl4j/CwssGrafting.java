package org.sr4j.models.strategy.graft.dl4j;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.layers.dl4j.SrLayer;
import org.sr4j.models.strategy.cwss.CwssOptions;
import org.sr4j.models.strategy.graft.Place;

/** CWSS: a layer {@code SUM-cwss} scales what the residual adds and what its branch reads. */
record CwssGrafting(CwssOptions options) implements Grafting {

  static final String ID = "cwss";

  CwssGrafting {
    if (options.shared()) {
      throw new OptionsException(
          Problem.cannot("graft cwss onto a ComputationGraph")
              .at("shared")
              .got("true")
              .expected("false")
              .advice("Layers of DL4J have no parameters in common; a SameDiff graph can."));
    }
  }

  @Override
  public void at(Place place, GraphEditor editor) {
    if (place.role() == Place.Role.SHALLOW) {
      return;
    }
    String name = place.node() + "-" + ID;
    int channels = (int) place.shape().channels();
    SrLayer scaling = SrLayer.of("channel-wise-scaling", options.scaling(channels));
    editor.addLayer(name, scaling, editor.source(place.uses()));
    editor.redirect(place.uses(), name);
  }
}
