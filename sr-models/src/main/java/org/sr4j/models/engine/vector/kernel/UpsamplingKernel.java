package org.sr4j.models.engine.vector.kernel;

/**
 * The end of many networks, a convolution to many channels, a pixel shuffle and a convolution to
 * few outputs, as one convolution that takes a fraction of the operations and makes no map of the
 * enlarged size: see {@link MergedConvolutions}. The pixels along the edge are computed again as
 * the network says.
 */
public final class UpsamplingKernel implements ConvolutionKernel {

  /** Pixels of an edge that are computed at a time. */
  private static final int CHUNK = 64;

  /** Pixels beyond a chunk that its results depend on. */
  private static final int REACH = 2;

  /** With fewer channels between for each output nothing is gained: measured. */
  private static final int LEAST_CHANNELS = 5;

  private final ConvolutionSpec first;
  private final ConvolutionSpec merged;
  private final ConvolutionKernel inside;
  private final ConvolutionKernel edgeFirst;
  private final ConvolutionKernel edgeSecond;
  private final int factor;

  /** What the kernels need of the scratch memory, which maps of the edge follow. */
  private final int maps;

  private final int mapFloats;

  /**
   * @param pixels of the map that is read
   */
  public UpsamplingKernel(ConvolutionSpec first, ConvolutionSpec second, long pixels) {
    this.first = first;
    this.merged = MergedConvolutions.merge(first, second);
    this.inside = KernelSelector.select(merged, pixels);
    this.edgeFirst = new PatchKernel(first);
    this.edgeSecond = KernelSelector.select(second, 1);
    this.factor = first.shuffle();
    this.maps =
        Math.max(
            inside.scratchFloats(),
            Math.max(edgeFirst.scratchFloats(), edgeSecond.scratchFloats()));
    int pixelsOfChunk = (CHUNK + 2 * REACH) * (1 + 2 * REACH) * factor * factor;
    this.mapFloats = pixelsOfChunk * FeatureMap.padded(first.storedChannels());
  }

  /** Whether this computes what two convolutions do, and with fewer operations. */
  public static boolean computes(ConvolutionSpec first, ConvolutionSpec second) {
    return MergedConvolutions.canMerge(first, second)
        && LEAST_CHANNELS * second.outputs() <= second.inputs();
  }

  /** The convolution that is done instead. */
  public ConvolutionSpec merged() {
    return merged;
  }

  /**
   * @param fused must be empty
   */
  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    inside.rows(in, out, fused, rowBegin, rowEnd, scratch);
    int height = in.height();
    int width = in.width();
    if (rowBegin == 0) {
      line(in, out, 0, scratch);
    }
    if (rowEnd == height && height > 1) {
      line(in, out, height - 1, scratch);
    }
    for (int y = Math.max(rowBegin, 1); y < Math.min(rowEnd, height - 1); y += CHUNK) {
      int end = Math.min(y + CHUNK, Math.min(rowEnd, height - 1));
      edge(in, out, y, end, 0, 1, scratch);
      edge(in, out, y, end, width - 1, width, scratch);
    }
  }

  private void line(FeatureMap in, FeatureMap out, int y, float[] scratch) {
    for (int x = 0; x < in.width(); x += CHUNK) {
      edge(in, out, y, y + 1, x, Math.min(x + CHUNK, in.width()), scratch);
    }
  }

  /** Some pixels by both convolutions, on a view that reaches as far as they see. */
  private void edge(
      FeatureMap in, FeatureMap out, int top, int bottom, int left, int right, float[] scratch) {
    int y0 = Math.max(0, top - REACH);
    int x0 = Math.max(0, left - REACH);
    int height = Math.min(in.height(), bottom + REACH) - y0;
    int width = Math.min(in.width(), right + REACH) - x0;
    FeatureMap view =
        new FeatureMap(
            in.data(),
            in.index(y0, x0),
            height,
            width,
            in.channels(),
            1,
            in.pixelPitch(),
            in.rowPitch(),
            0);
    FeatureMap between = map(scratch, maps, height, width, first.storedChannels());
    FeatureMap result = map(scratch, maps + mapFloats, height, width, out.channels());
    int firstRow = Math.max(0, top - 1 - y0);
    edgeFirst.rows(view, between, Fused.NONE, firstRow, Math.min(height, bottom + 1 - y0), scratch);
    int begin = (top - y0) * factor;
    int end = (bottom - y0) * factor;
    edgeSecond.rows(between, result, Fused.NONE, begin, end, scratch);
    for (int y = begin; y < end; y++) {
      for (int x = (left - x0) * factor; x < (right - x0) * factor; x++) {
        int from = result.index(y, x);
        int to = out.index(y + y0 * factor, x + x0 * factor);
        for (int c = 0; c < out.channels(); c++) {
          out.data()[to + c * out.channelPitch()] = result.data()[from + c];
        }
      }
    }
  }

  private FeatureMap map(float[] data, int offset, int height, int width, int channels) {
    int pitch = FeatureMap.padded(channels);
    int row = width * factor * pitch;
    return new FeatureMap(
        data, offset, height * factor, width * factor, channels, 1, pitch, row, 0);
  }

  @Override
  public int rowCount(int height) {
    return height;
  }

  @Override
  public int rowStep() {
    return inside.rowStep();
  }

  @Override
  public int scratchFloats() {
    int results = mapFloats / FeatureMap.padded(first.storedChannels()) * FeatureMap.CHANNEL_BLOCK;
    return maps + mapFloats + results;
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    throw new UnsupportedOperationException("merged convolutions have constant weights");
  }
}
