package org.sr4j.models.engine.vector.kernel;

/**
 * Minimal filtering of a tile, F(m x m, 3 x 3): {@code y = A^T [(G g G^T) . (B^T d B)] A} (Lavin
 * and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016). Tiles of m outputs a side
 * are computed from {@code m + 2} inputs a side.
 */
interface WinogradTile {

  /** Outputs a side, m. */
  int outputs();

  /** G, {@code [m+2][3]}. */
  double[][] filterTransform();

  /** Inputs a side, m+2. */
  default int inputs() {
    return outputs() + 2;
  }

  /** Products per tile and pair of channels. */
  default int points() {
    return inputs() * inputs();
  }

  /**
   * {@code B^T d B} of one tile, all channels.
   *
   * @param map the tile's first value is at {@code from}
   * @param to where the first point goes; the next ones follow at distances of {@code step}
   * @param temporary {@link #points()} vectors from {@code t} on
   */
  void input(
      float[] map,
      int from,
      int rowPitch,
      int pixelPitch,
      float[] points,
      int to,
      int step,
      int channels,
      float[] temporary,
      int t);

  /**
   * {@code A^T m A} of one tile, all channels.
   *
   * @param points the first is at {@code from}, the next ones follow at distances of {@code step}
   * @param to where the tile's first pixel goes
   * @param temporary {@code outputs * inputs} vectors from {@code t} on
   */
  void output(
      float[] points,
      int from,
      int step,
      float[] results,
      int to,
      int rowPitch,
      int pixelPitch,
      int channels,
      float[] temporary,
      int t);
}
