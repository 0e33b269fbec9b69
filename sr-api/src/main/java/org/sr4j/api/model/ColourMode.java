package org.sr4j.api.model;

/** Channels that a network reads and writes. */
public enum ColourMode {
  RGB(3),
  /** Luma of ITU-R BT.601 in the studio range; chroma is enlarged by bicubic. */
  Y(1);

  private final int channels;

  ColourMode(int channels) {
    this.channels = channels;
  }

  public int channels() {
    return channels;
  }
}
