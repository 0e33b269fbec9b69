package org.sr4j.layers.resample;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.RuntimeShape;

/**
 * Bilinear enlargement, {@code [N,C,H,W] -> [N,C,s*H,s*W]}: output pixel v is read at {@code (v +
 * 0.5) / s - 0.5}, clamped to the picture, between its two neighbours; PyTorch's interpolation with
 * align_corners off.
 *
 * <p>Written as two matrix products, {@code Mh x Mw^T}: SameDiff's resize operations have no
 * gradient. The matrices are computed from the sizes when the graph runs.
 *
 * @param factor s
 */
public record BilinearResize(int factor) implements Layer {

  public BilinearResize {
    new OptionCheck("BilinearResize").positive("factor", factor);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    SDVariable map = x.variable();
    SDVariable s = RuntimeShape.sizes(map, factor);
    SDVariable resized =
        resize(
            map, x.channels(), RuntimeShape.size(map, 2).mul(s), RuntimeShape.size(map, 3).mul(s));
    return x.with(resized, x.channels(), x.resolution().times(factor));
  }

  /** {@code map}, of any size, at height and width of {@code reference}. */
  public static SDVariable toSizeOf(SDVariable map, int channels, SDVariable reference) {
    return resize(map, channels, RuntimeShape.size(reference, 2), RuntimeShape.size(reference, 3));
  }

  private static SDVariable resize(
      SDVariable map, int channels, SDVariable toHeight, SDVariable toWidth) {
    SDVariable height = RuntimeShape.size(map, 2);
    SDVariable width = RuntimeShape.size(map, 3);
    SDVariable rest = RuntimeShape.sizes(map, -1);
    SDVariable wide =
        RuntimeShape.reshape(map, rest, width).mmul(transposedMatrix(map, width, toWidth));
    SDVariable columns = RuntimeShape.reshape(wide, rest, height, toWidth).permute(0, 2, 1);
    SDVariable high =
        RuntimeShape.reshape(columns, rest, height).mmul(transposedMatrix(map, height, toHeight));
    SDVariable rows = RuntimeShape.reshape(high, rest, toWidth, toHeight).permute(0, 2, 1);
    return RuntimeShape.reshape(rows, RuntimeShape.sizes(map, -1, channels), toHeight, toWidth);
  }

  /**
   * Weight of input pixel i in output pixel v, {@code [from,to]}: {@code relu(1 - |u(v) - i|)}. In
   * double, because a float's rounding moves u by 1e-4 pixels in a picture of a thousand.
   */
  private static SDVariable transposedMatrix(SDVariable map, SDVariable from, SDVariable to) {
    SameDiff graph = map.getSameDiff();
    SDVariable one = RuntimeShape.sizes(map, 1);
    SDVariable ratio = from.castTo(DataType.DOUBLE).div(to.castTo(DataType.DOUBLE));
    SDVariable read = ramp(graph, 1, one, to).sub(0.5).mul(ratio).sub(0.5);
    SDVariable last = from.castTo(DataType.DOUBLE).sub(1.0);
    SDVariable clamped = graph.math().min(graph.nn().relu(read, 0), last);
    SDVariable pixel = ramp(graph, 0, from, one).sub(1.0);
    SDVariable shares = graph.nn().relu(graph.math().abs(pixel.sub(clamped)).rsub(1.0), 0);
    return shares.castTo(map.dataType());
  }

  /** 1, 2, ... along {@code axis}. */
  private static SDVariable ramp(SameDiff graph, int axis, SDVariable rows, SDVariable columns) {
    SDVariable ones = graph.fill(graph.concat(0, rows, columns), DataType.DOUBLE, 1);
    return graph.cumsum(ones, axis);
  }
}
