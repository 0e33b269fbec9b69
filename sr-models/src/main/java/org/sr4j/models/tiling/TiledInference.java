package org.sr4j.models.tiling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.weights.Tensor;

/**
 * Runs a network over a picture of any size: pads it to what the network takes, cuts it into tiles
 * whose overlap is the receptive radius, and crops the result. Tiled and untiled results agree up
 * to float rounding.
 */
public final class TiledInference {

  private final InferenceNetwork network;
  private final Session session;
  private final int tile;

  /**
   * @param tile side of a tile's core in low-resolution pixels; 0 runs the whole picture at once
   */
  public TiledInference(InferenceNetwork network, Session session, int tile) {
    if (tile < 0) {
      throw new EngineException(
          Problem.cannot("cut the picture into tiles")
              .got("tile side " + tile)
              .expected("0 or more"));
    }
    this.network = network;
    this.session = session;
    this.tile = tile;
  }

  /**
   * @param lowRes planes of {@code width * height} samples in the network's range, one a channel
   * @return planes of {@code scale * width} by {@code scale * height}, not clamped
   */
  public float[][] run(float[][] lowRes, int width, int height) {
    ModelDescriptor descriptor = network.descriptor();
    int multiple = descriptor.sizeMultiple();
    Planes picture =
        MirrorPadding.extend(
            new Planes(width, height, lowRes),
            padded(width, descriptor.minSize(), multiple),
            padded(height, descriptor.minSize(), multiple));
    TilePlan plan =
        TilePlan.of(
            picture.width(),
            picture.height(),
            descriptor.tiling() == TilingPolicy.WHOLE ? 0 : tile,
            descriptor.receptiveRadius(),
            multiple);
    Session.Form form =
        plan.isWhole() || descriptor.tiling() == TilingPolicy.LOCAL
            ? Session.Form.WHOLE
            : Session.Form.TILE;
    Planes enlarged =
        new Planes(
            width * network.scale(),
            height * network.scale(),
            new float[descriptor.colour().channels()][]);
    for (int c = 0; c < enlarged.channels(); c++) {
      enlarged.samples()[c] = new float[Math.multiplyExact(enlarged.width(), enlarged.height())];
    }
    Signature signature = session.signature(form);
    Map<String, Planes> inputs = inputs(signature, picture);
    GlobalMeans.TileInputs tileInputs = t -> window(inputs, signature, t, plan);
    Map<String, Tensor> means =
        form == Session.Form.TILE ? GlobalMeans.of(session, plan, tileInputs) : Map.of();
    for (TilePlan.Tile t : plan.tiles()) {
      Map<String, Tensor> given = new LinkedHashMap<>(tileInputs.of(t));
      given.putAll(means);
      paste(session.run(form, given, List.of(signature.output())).get(0), t, enlarged);
    }
    return enlarged.samples();
  }

  private static int padded(int length, int minSize, int multiple) {
    int least = Math.max(length, minSize);
    return (least + multiple - 1) / multiple * multiple;
  }

  private Map<String, Planes> inputs(Signature signature, Planes picture) {
    Map<String, Planes> inputs = new LinkedHashMap<>();
    signature
        .inputs()
        .forEach(
            (name, transform) ->
                inputs.put(
                    name,
                    transform == InputTransform.IDENTITY
                        ? picture
                        : BicubicInput.of(picture, network.scale())));
    return inputs;
  }

  private Map<String, Tensor> window(
      Map<String, Planes> inputs, Signature signature, TilePlan.Tile t, TilePlan plan) {
    Map<String, Tensor> windows = new LinkedHashMap<>();
    inputs.forEach(
        (name, planes) -> {
          int s = signature.inputs().get(name) == InputTransform.IDENTITY ? 1 : network.scale();
          windows.put(
              name,
              planes.window(
                  name, t.x() * s, t.y() * s, plan.windowWidth() * s, plan.windowHeight() * s));
        });
    return windows;
  }

  /** Pastes a tile's core; what was added by padding falls off the edge. */
  private void paste(Tensor tensor, TilePlan.Tile t, Planes enlarged) {
    int s = network.scale();
    int x = t.coreX() * s;
    int y = t.coreY() * s;
    int width = Math.min(t.coreWidth() * s, enlarged.width() - x);
    int height = Math.min(t.coreHeight() * s, enlarged.height() - y);
    if (width > 0 && height > 0) {
      enlarged.paste(tensor, (t.coreX() - t.x()) * s, (t.coreY() - t.y()) * s, x, y, width, height);
    }
  }
}
