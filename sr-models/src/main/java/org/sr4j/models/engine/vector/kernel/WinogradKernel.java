package org.sr4j.models.engine.vector.kernel;

import org.sr4j.models.program.op.Window;

/**
 * Dense 3x3 or 5x5 convolution of stride 1 by minimal filtering: a block of tiles is transformed,
 * each of a tile's points is a product of matrices (tiles by channels), and the products are
 * transformed back. Tiles lie at multiples of their size from the map's first row and column,
 * whatever rows are asked for.
 */
final class WinogradKernel implements ConvolutionKernel {

  /** Floats of transformed inputs and products of a block: they stay in the second-level cache. */
  private static final int BLOCK_FLOATS = 144 * 1024;

  /** Outputs that are computed at a time, so that their filters stay in the cache. */
  static final int BLOCK_OUTPUTS = 64;

  private final ConvolutionSpec spec;
  private final WinogradTile tile;
  private final Store store;
  private final TileStore tileStore;
  private final int inputs;
  private final int tiles;

  /** Blocks of outputs. */
  private final Gemm[] blocks;

  /** {@code [block][point][input][outputs of the block]}. */
  private final float[][] filters;

  private final FilterTransform transform;
  private final int widest;

  WinogradKernel(ConvolutionSpec spec, WinogradTile tile) {
    this.spec = spec;
    this.tile = tile;
    this.store = new Store(spec);
    this.tileStore = new TileStore(spec, tile, store.ending());
    this.inputs = spec.inputs();
    this.blocks = blocks(FeatureMap.padded(spec.outputs()));
    this.filters = new float[blocks.length][];
    int group = 1;
    int columns = 0;
    for (int b = 0; b < blocks.length; b++) {
      filters[b] = new float[tile.points() * inputs * blocks[b].columns()];
      group = Math.max(group, blocks[b].groupOfRows());
      columns = Math.max(columns, blocks[b].columns());
    }
    this.widest = columns;
    int most = BLOCK_FLOATS / (tile.points() * (channels() + columns));
    this.tiles = Math.max(group, most / group * group);
    this.transform = new FilterTransform(spec, tile);
    if (spec.weight() != null) {
      weights(spec.weight(), spec.bias());
    }
  }

  /** Whether the convolution is of the kind that this kernel computes. */
  static boolean computes(ConvolutionSpec spec, int taps) {
    Window w = spec.window();
    return spec.groups() == 1
        && w.kernelHeight() == taps
        && w.kernelWidth() == taps
        && w.strideHeight() == 1
        && w.strideWidth() == 1
        && w.dilationHeight() == 1
        && w.dilationWidth() == 1;
  }

  private static Gemm[] blocks(int outputs) {
    int units = outputs / FeatureMap.CHANNEL_BLOCK;
    int count = (outputs + BLOCK_OUTPUTS - 1) / BLOCK_OUTPUTS;
    Gemm[] blocks = new Gemm[count];
    for (int i = 0; i < count; i++) {
      int width = units * (i + 1) / count - units * i / count;
      blocks[i] = new Gemm(width * FeatureMap.CHANNEL_BLOCK);
    }
    return blocks;
  }

  private int channels() {
    return FeatureMap.padded(inputs);
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    transform.pack(weight, blocks, filters);
    store.bias(bias);
  }

  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    int m = tile.outputs();
    int across = ((int) spec.window().width(in.width()) + m - 1) / m;
    int first = rowBegin / m * across;
    int last = (rowEnd + m - 1) / m * across;
    for (int t = first; t < last; t += tiles) {
      int count = Math.min(tiles, last - t);
      transformInputs(in, t, count, across, scratch);
      int position = 0;
      for (int b = 0; b < blocks.length; b++) {
        multiply(b, count, scratch);
        int end = position + blocks[b].columns();
        if (tileStore.takes(out, fused, position, end)) {
          storeTiles(b, in, out, fused, t, count, across, rowBegin, rowEnd, position, scratch);
        } else {
          transformOutputs(b, count, scratch);
          store(in, out, fused, t, count, across, rowBegin, rowEnd, position, end, scratch);
        }
        position = end;
      }
    }
  }

  private void transformInputs(FeatureMap in, int first, int count, int across, float[] scratch) {
    int m = tile.outputs();
    int side = tile.inputs();
    for (int i = 0; i < count; ) {
      int n = Math.min(count - i, Math.min(tile.strip(channels()), across - (first + i) % across));
      int columns = tile.columns(n);
      int y = (first + i) / across * m - spec.window().top();
      int x = (first + i) % across * m - spec.window().left();
      float[] map = in.data();
      int from = in.index(y, x);
      int rowPitch = in.rowPitch();
      int pixelPitch = in.pixelPitch();
      if (!WindowCopy.inside(in, y, x, side, columns)) {
        WindowCopy.copy(in, 0, channels(), y, x, side, columns, scratch, edge());
        map = scratch;
        from = edge();
        pixelPitch = channels();
        rowPitch = columns * pixelPitch;
      }
      tile.input(
          map,
          from,
          rowPitch,
          pixelPitch,
          n,
          scratch,
          i * inputPitch(),
          inputPitch(),
          channels(),
          scratch,
          temporary());
      i += n;
    }
  }

  private void multiply(int b, int count, float[] scratch) {
    Gemm gemm = blocks[b];
    int columns = gemm.columns();
    int a = inputPitch();
    int c = outputPitch(columns);
    for (int p = 0; p < tile.points(); p++) {
      int to = products() + p * columns;
      int filter = p * inputs * columns;
      gemm.multiply(scratch, p * channels(), a, count, filters[b], filter, inputs, scratch, to, c);
    }
  }

  /** Stores each tile as soon as it is transformed, without a detour, but for those at an edge. */
  private void storeTiles(
      int b,
      FeatureMap in,
      FeatureMap out,
      Fused fused,
      int first,
      int count,
      int across,
      int rowBegin,
      int rowEnd,
      int position,
      float[] scratch) {
    int m = tile.outputs();
    int end = position + blocks[b].columns();
    int width = (int) spec.window().width(in.width());
    for (int i = 0; i < count; i++) {
      int y = (first + i) / across * m;
      int x = (first + i) % across * m;
      int from = products() + i * outputPitch(blocks[b].columns());
      int top = Math.max(rowBegin - y, 0);
      int bottom = Math.min(rowEnd - y, m);
      int right = Math.min(width - x, m);
      if (top == 0 && bottom == m && right == m) {
        tileStore.tile(scratch, from, temporary(), y, x, position, end, out, fused);
      } else {
        tileStore.part(
            scratch,
            from,
            temporary(),
            results(),
            y,
            x,
            top,
            bottom,
            right,
            position,
            end,
            out,
            fused);
      }
    }
  }

  private void transformOutputs(int b, int count, float[] scratch) {
    int m = tile.outputs();
    int columns = blocks[b].columns();
    int rowPitch = tiles * m * columns;
    for (int i = 0; i < count; i++) {
      int from = products() + i * outputPitch(columns);
      int to = results() + i * m * columns;
      tile.output(scratch, from, scratch, to, rowPitch, columns, columns, scratch, temporary());
    }
  }

  private void store(
      FeatureMap in,
      FeatureMap out,
      Fused fused,
      int first,
      int count,
      int across,
      int rowBegin,
      int rowEnd,
      int position,
      int end,
      float[] scratch) {
    int m = tile.outputs();
    int columns = end - position;
    int width = (int) spec.window().width(in.width());
    for (int i = 0; i < count; ) {
      int x = (first + i) % across;
      int n = Math.min(across - x, count - i);
      int pixels = Math.min(n * m, width - x * m);
      for (int r = 0; r < m; r++) {
        int y = (first + i) / across * m + r;
        if (y >= rowBegin && y < rowEnd) {
          int from = results() + (r * tiles + i) * m * columns;
          store.row(scratch, from, columns, y, x * m, pixels, position, end, out, fused);
        }
      }
      i += n;
    }
  }

  @Override
  public int rowCount(int height) {
    return (int) spec.window().height(height);
  }

  @Override
  public int rowStep() {
    return tile.outputs();
  }

  /**
   * Distance of the tiles' transformed inputs, {@code [tile][point][channel]}: a tile's points are
   * written to neighbouring pages, of which a processor's store unit knows few. The channel block
   * more than needed spreads the tiles over the cache, whose sets repeat at powers of two.
   */
  private int inputPitch() {
    return tile.points() * channels() + FeatureMap.CHANNEL_BLOCK;
  }

  private int outputPitch(int columns) {
    return tile.points() * columns + FeatureMap.CHANNEL_BLOCK;
  }

  // Scratch memory: transformed inputs, products, results, temporary values, an edge.

  private int products() {
    return (tiles + Gemm.MOST_ROWS) * inputPitch();
  }

  private int results() {
    return products() + (tiles + Gemm.MOST_ROWS) * outputPitch(widest);
  }

  private int temporary() {
    return results() + tiles * tile.outputs() * tile.outputs() * widest;
  }

  private int edge() {
    return temporary()
        + tile.inputs() * tile.columns(tile.strip(channels())) * Math.max(channels(), widest);
  }

  @Override
  public int scratchFloats() {
    return edge() + tile.inputs() * tile.columns(tile.strip(channels())) * channels();
  }
}
