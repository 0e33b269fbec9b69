package org.sr4j.models.tiling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.NetworkGraph.GlobalMean;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.graph.Resolution;
import org.sr4j.api.weights.Tensor;

/**
 * The first passes over a tiled picture: every global mean of the network, computed from the cores
 * of all tiles, each given the means before it. They are the means of the untiled network up to the
 * order of summation (sums are in double).
 */
final class GlobalMeans {

  private GlobalMeans() {}

  /** Makes the inputs of one tile: picture and whatever else the host provides. */
  interface TileInputs {
    Map<String, Tensor> of(TilePlan.Tile tile);
  }

  /**
   * @return means by input name, {@code [1,C,1,1]}
   */
  static Map<String, Tensor> of(Session session, TilePlan plan, TileInputs inputs) {
    Signature signature = session.signature(Session.Form.TILE);
    Map<String, Tensor> means = new LinkedHashMap<>();
    for (GlobalMean mean : signature.globalMeans()) {
      double[] sums = new double[mean.channels()];
      long pixels = 0;
      for (TilePlan.Tile tile : plan.tiles()) {
        Map<String, Tensor> given = new LinkedHashMap<>(inputs.of(tile));
        given.putAll(means);
        Tensor source = session.run(Session.Form.TILE, given, List.of(mean.source())).get(0);
        pixels += addCore(source, tile, mean.resolution(), sums);
      }
      float[] values = new float[sums.length];
      for (int c = 0; c < values.length; c++) {
        values[c] = (float) (sums[c] / pixels);
      }
      means.put(
          mean.input(), new Tensor(mean.input(), new long[] {1, values.length, 1, 1}, values));
    }
    return means;
  }

  private static long addCore(
      Tensor source, TilePlan.Tile tile, Resolution resolution, double[] sums) {
    int height = (int) source.shape()[2];
    int width = (int) source.shape()[3];
    int left = resolution.of(tile.coreX() - tile.x());
    int top = resolution.of(tile.coreY() - tile.y());
    int coreWidth = resolution.of(tile.coreWidth());
    int coreHeight = resolution.of(tile.coreHeight());
    float[] data = source.data();
    for (int c = 0; c < sums.length; c++) {
      double sum = 0;
      for (int row = top; row < top + coreHeight; row++) {
        int start = (c * height + row) * width + left;
        for (int i = start; i < start + coreWidth; i++) {
          sum += data[i];
        }
      }
      sums[c] += sum;
    }
    return (long) coreWidth * coreHeight;
  }
}
