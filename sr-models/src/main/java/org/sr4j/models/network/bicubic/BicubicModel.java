package org.sr4j.models.network.bicubic;

import java.util.List;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;

/**
 * Bicubic enlargement, the baseline of every table, as a network without weights, so that whatever
 * takes a model takes it. {@code [N,C,H,W] float in [0,1] -> [N,C,sH,sW]}; the host enlarges the
 * whole picture, the graph passes it on.
 */
public final class BicubicModel implements Model {

  static final Paper PAPER =
      new Paper(
          "Keys: Cubic Convolution Interpolation for Digital Image Processing. IEEE Transactions on"
              + " Acoustics, Speech, and Signal Processing 29(6), 1981",
          "https://doi.org/10.1109/TASSP.1981.1163711");

  private final BicubicOptions options;

  public BicubicModel(BicubicOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "bicubic",
        "Bicubic enlargement, no network",
        new TreeSet<>(List.of(2, 3, 4, 8)),
        options.colour(),
        ValueRange.UNIT,
        1,
        1,
        // The host has enlarged the whole picture before the graph, or a tile of it, begins.
        0,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    Feature enlarged = scope.input("bicubic", options.colour().channels(), InputTransform.BICUBIC);
    return enlarged.with(scope.graph().identity(enlarged.variable()));
  }
}
