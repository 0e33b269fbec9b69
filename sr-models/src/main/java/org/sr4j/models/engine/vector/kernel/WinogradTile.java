package org.sr4j.models.engine.vector.kernel;

/**
 * Minimal filtering of a tile, F(m x m, r x r): {@code y = A^T [(G g G^T) . (B^T d B)] A} (Lavin
 * and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016). Tiles of m outputs a side
 * are computed from {@code m + r - 1} inputs a side.
 */
interface WinogradTile {

  /** Outputs a side, m. */
  int outputs();

  /** Taps a side, r. */
  default int taps() {
    return 3;
  }

  /** G, {@code [m+r-1][r]}. */
  double[][] filterTransform();

  /** Inputs a side, m+r-1. */
  default int inputs() {
    return outputs() + taps() - 1;
  }

  /** Products per tile and pair of channels. */
  default int points() {
    return inputs() * inputs();
  }

  /** Floats of half-transformed inputs, which should stay in the first-level cache. */
  int STRIP_FLOATS = 4096;

  /** Tiles of a row that are transformed together at most: they share columns of inputs. */
  default int strip(int channels) {
    int columns = STRIP_FLOATS / (inputs() * channels);
    return Math.max(1, (columns - taps() + 1) / outputs());
  }

  /** Columns of inputs that neighbouring tiles of a row see. */
  default int columns(int tiles) {
    return tiles * outputs() + taps() - 1;
  }

  /**
   * {@code B^T d B} of neighbouring tiles of a row, all channels.
   *
   * @param map the first tile's first value is at {@code from}
   * @param tiles at most {@link #strip}
   * @param points where they go: tile i's to {@code to + i*pitch}, point after point
   * @param temporary {@code inputs * columns(strip(channels)) * channels} floats from {@code t} on
   */
  void input(
      float[] map,
      int from,
      int rowPitch,
      int pixelPitch,
      int tiles,
      float[] points,
      int to,
      int pitch,
      int channels,
      float[] temporary,
      int t);

  /**
   * {@code A^T m A} of one tile, all channels.
   *
   * @param points the tile's, from {@code from} on, point after point
   * @param results where the tile's first pixel goes is {@code to}
   * @param temporary {@code outputs * inputs * channels} floats from {@code t} on
   */
  void output(
      float[] points,
      int from,
      float[] results,
      int to,
      int rowPitch,
      int pixelPitch,
      int channels,
      float[] temporary,
      int t);

  /** Whether {@link #store} is there. */
  default boolean canStore() {
    return true;
  }

  /**
   * {@code A^T m A} of one tile, all channels, with what follows the convolution, straight into the
   * output: {@code max(v,0) + slope*min(v,0)}, times the scale, of the sum {@code v} with bias and
   * another map.
   *
   * @param points as in {@link #output}
   * @param temporary as in {@link #output}
   * @param n first position of {@code ending}
   * @param add map to add, its value for the tile's first pixel at {@code at}
   * @param out where the tile's first pixel goes is {@code to}
   */
  void store(
      float[] points,
      int from,
      float[] temporary,
      int t,
      int channels,
      Ending ending,
      int n,
      float[] add,
      int at,
      int addRow,
      int addPixel,
      float[] out,
      int to,
      int rowPitch,
      int pixelPitch);
}
