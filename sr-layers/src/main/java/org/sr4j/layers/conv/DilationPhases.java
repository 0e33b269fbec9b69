package org.sr4j.layers.conv;

import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.sr4j.layers.shape.RuntimeShape;

/**
 * A dilated depthwise convolution as an ordinary one over the d*d phases of the map, {@code
 * x(d*h+i, d*w+j)}: no tap of one phase ever meets another. It does without the zeros of a {@link
 * DilatedKernel}, whose gradient takes several times as long.
 *
 * @param channels C
 * @param kernel side of the kernel, odd
 * @param dilation d
 */
record DilationPhases(int channels, int kernel, int dilation) {

  /**
   * @param x {@code [N,C,H,W]}
   * @param weight {@code [k,k,C,1]}
   * @param bias {@code [C]}, or null
   */
  SDVariable convolve(SDVariable x, SDVariable weight, SDVariable bias) {
    SameDiff graph = x.getSameDiff();
    SDVariable d = RuntimeShape.sizes(x, dilation);
    SDVariable any = RuntimeShape.sizes(x, -1);
    SDVariable batch = RuntimeShape.size(x, 0);
    SDVariable height = RuntimeShape.size(x, 2);
    SDVariable width = RuntimeShape.size(x, 3);
    // At least one row and column of zeros more than there are pixels: empty arrays are trouble.
    SDVariable rows = height.div(d).add(RuntimeShape.sizes(x, 1));
    SDVariable columns = width.div(d).add(RuntimeShape.sizes(x, 1));
    SDVariable wholeHeight = rows.mul(d);
    SDVariable wholeWidth = columns.mul(d);
    SDVariable c = RuntimeShape.sizes(x, channels);
    SDVariable below = zeros(x, batch, c, wholeHeight.sub(height), width);
    SDVariable beside = zeros(x, batch, c, wholeHeight, wholeWidth.sub(width));
    SDVariable whole = graph.concat(3, graph.concat(2, x, below), beside);

    SDVariable phases =
        RuntimeShape.reshape(
            RuntimeShape.reshape(whole, any, rows, d, columns, d).permute(0, 2, 4, 1, 3),
            RuntimeShape.sizes(x, -1, (long) channels * dilation * dilation),
            rows,
            columns);
    SDVariable convolved =
        RuntimeShape.reshape(
            ofPhases(phases, weight, bias),
            RuntimeShape.sizes(x, -1, dilation, dilation),
            rows,
            columns);
    SDVariable joined =
        RuntimeShape.reshape(
            convolved.permute(0, 3, 1, 4, 2),
            RuntimeShape.sizes(x, -1, channels),
            wholeHeight,
            wholeWidth);
    return graph.slice(joined, RuntimeShape.sizes(x, 0, 0, 0, 0), graph.shape(x));
  }

  private static SDVariable zeros(SDVariable x, SDVariable... sizes) {
    return x.getSameDiff().fill(x.getSameDiff().concat(0, sizes), x.dataType(), 0);
  }

  /** Every channel's kernel d*d times, once per phase. */
  private SDVariable ofPhases(SDVariable phases, SDVariable weight, SDVariable bias) {
    int all = channels * dilation * dilation;
    SDVariable kernels =
        repeat(weight.reshape((long) kernel * kernel, channels, 1), 2)
            .reshape(kernel, kernel, all, 1);
    int pixels = kernel / 2;
    Conv2DConfig config =
        Conv2DConfig.builder().kH(kernel).kW(kernel).pH(pixels).pW(pixels).build();
    SameDiff graph = phases.getSameDiff();
    return bias == null
        ? graph.cnn().depthWiseConv2d(phases, kernels, config)
        : graph
            .cnn()
            .depthWiseConv2d(
                phases, kernels, repeat(bias.reshape(channels, 1), 1).reshape(all), config);
  }

  private SDVariable repeat(SDVariable values, int axis) {
    SDVariable[] copies = new SDVariable[dilation * dilation];
    Arrays.fill(copies, values);
    return values.getSameDiff().concat(axis, copies);
  }
}
