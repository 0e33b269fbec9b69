package org.sr4j.models.engine.vector.kernel;

/**
 * The way of {@link WinogradKernel}'s tiles into the output as part of their last transform, where
 * nothing but another map is combined with them. See {@link Store}.
 */
final class TileStore {

  /** What is added where there is no map. */
  private static final float[] ZEROS = new float[WinogradKernel.BLOCK_OUTPUTS];

  private final ConvolutionSpec spec;
  private final WinogradTile tile;
  private final Ending ending;
  private final int factor;
  private final int channels;

  TileStore(ConvolutionSpec spec, WinogradTile tile, Ending ending) {
    this.spec = spec;
    this.tile = tile;
    this.ending = ending;
    this.factor = spec.shuffle();
    this.channels = spec.storedChannels();
  }

  /** Whether whole tiles can be stored by this. */
  boolean takes(FeatureMap out, Fused fused, int first, int end) {
    boolean together =
        factor == 1
            || channels % FeatureMap.CHANNEL_BLOCK == 0 && first / channels == (end - 1) / channels;
    return together
        && Lanes.FMA
        && tile.canStore()
        && out.channelPitch() == 1
        && spec.cutTop() + spec.cutLeft() == 0
        && fused.multiply() == null
        && fused.residual() == null;
  }

  /**
   * Transforms a tile and stores it.
   *
   * @param points see {@link WinogradTile#store}
   * @param y the tile's first row, before the shuffle
   * @param x its first column, before the shuffle
   * @param first position, a multiple of the channel block
   * @param end of the positions, a multiple of the channel block
   */
  void tile(
      float[] points,
      int from,
      int temporary,
      int y,
      int x,
      int first,
      int end,
      FeatureMap out,
      Fused fused) {
    FeatureMap add = fused.add();
    tile.store(
        points,
        from,
        points,
        temporary,
        end - first,
        ending,
        first,
        add == null ? ZEROS : add.data(),
        add == null ? 0 : tileIndex(add, y, x, first),
        add == null ? 0 : factor * add.rowPitch(),
        add == null ? 0 : factor * add.pixelPitch(),
        out.data(),
        tileIndex(out, y, x, first),
        factor * out.rowPitch(),
        factor * out.pixelPitch());
  }

  /**
   * The same, to the bit, for a tile of which only some pixels are to be stored.
   *
   * @param stage where there is room in {@code points} for twice the tile's pixels
   * @param top first row of the tile that is stored
   * @param bottom one past the last row
   * @param right one past the last column; the first is stored
   */
  void part(
      float[] points,
      int from,
      int temporary,
      int stage,
      int y,
      int x,
      int top,
      int bottom,
      int right,
      int first,
      int end,
      FeatureMap out,
      Fused fused) {
    FeatureMap add = fused.add();
    int pitch = end - first;
    int row = tile.outputs() * pitch;
    int staged = stage + tile.outputs() * row;
    if (add != null) {
      for (int r = top; r < bottom; r++) {
        int at = tileIndex(add, y + r, x, first);
        copy(
            add.data(),
            at,
            factor * add.pixelPitch(),
            points,
            staged + r * row,
            pitch,
            right,
            pitch);
      }
    }
    tile.store(
        points,
        from,
        points,
        temporary,
        pitch,
        ending,
        first,
        add == null ? ZEROS : points,
        add == null ? 0 : staged,
        add == null ? 0 : row,
        add == null ? 0 : pitch,
        points,
        stage,
        row,
        pitch);
    for (int r = top; r < bottom; r++) {
      int to = tileIndex(out, y + r, x, first);
      copy(points, stage + r * row, pitch, out.data(), to, factor * out.pixelPitch(), right, pitch);
    }
  }

  private static void copy(
      float[] a, int from, int pitch, float[] b, int to, int toPitch, int pixels, int length) {
    for (int p = 0; p < pixels; p++) {
      System.arraycopy(a, from + p * pitch, b, to + p * toPitch, length);
    }
  }

  /** Where a position of a pixel before the shuffle is in a map after it. */
  private int tileIndex(FeatureMap map, int y, int x, int position) {
    int cell = factor == 1 ? 0 : position / channels;
    int row = y * factor + cell / factor;
    int column = x * factor + cell % factor;
    return map.index(row, column) + position - cell * channels;
  }
}
