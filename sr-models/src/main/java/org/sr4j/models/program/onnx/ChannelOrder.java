package org.sr4j.models.program.onnx;

/** Orders of channels that operators differ in. */
final class ChannelOrder {

  private ChannelOrder() {}

  /**
   * Where {@code SpaceToDepth}, which puts cells first ({@code (i*r + j)*C + c}), has the channels
   * that PyTorch's pixel unshuffle puts at {@code c*r*r + i*r + j}.
   */
  static long[] ofUnshuffle(int channels, int factor) {
    int cell = factor * factor;
    long[] order = new long[Math.multiplyExact(channels, cell)];
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < cell; k++) {
        order[c * cell + k] = (long) k * channels + c;
      }
    }
    return order;
  }
}
