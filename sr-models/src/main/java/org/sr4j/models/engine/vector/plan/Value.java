package org.sr4j.models.engine.vector.plan;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.step.Slot;

/**
 * A value of a plan in one of its two layouts, a feature map or an array in C order, and where it
 * lives: in memory of its own, within another value, or with the caller.
 */
final class Value {

  /** Borders wider than this are not worth their memory: the readers copy what they see. */
  private static final int WIDEST_BORDER = 8;

  final String name;

  /** {@code [1,C,H,W]} of a map. */
  final long[] shape;

  final boolean isMap;
  final Slot slot = new Slot();

  /** The caller's planes, seen as a map; null if nobody needs that. */
  Slot planes;

  /** Whether the memory is given by the caller, run by run. */
  final boolean external;

  /** Whether the values are the same in every run, and the slot is bound for good. */
  final boolean constant;

  /** Index of the first and the last group of steps that need the memory; of roots only. */
  int first = Integer.MAX_VALUE;

  int last = Integer.MIN_VALUE;

  private Value parent;
  private int channel;
  private int top;
  private int left;
  private int border;

  private Value(String name, long[] shape, boolean isMap, boolean external, boolean constant) {
    this.name = name;
    this.shape = shape;
    this.isMap = isMap;
    this.external = external;
    this.constant = constant;
  }

  static Value map(String name, long[] shape) {
    return new Value(name, shape, true, false, false);
  }

  static Value array(String name, long[] shape) {
    return new Value(name, shape, false, false, false);
  }

  static Value external(String name, long[] shape) {
    return new Value(name, shape, false, true, false);
  }

  static Value constantMap(String name, long[] shape, FeatureMap map) {
    Value value = new Value(name, shape, true, false, true);
    value.slot.bind(map);
    return value;
  }

  static Value constantArray(String name, long[] shape, float[] data) {
    Value value = new Value(name, shape, false, false, true);
    value.slot.bind(data, 0);
    return value;
  }

  /** Makes this value a part of a map. */
  void within(Value whole, int firstChannel, int firstRow, int firstColumn) {
    parent = whole;
    channel = firstChannel;
    top = firstRow;
    left = firstColumn;
  }

  /** Makes this array lie where another value lies, whose floats are in the same order. */
  void over(Value other) {
    parent = other;
  }

  /** The value in whose memory this one lives: itself, unless it lies within another. */
  Value root() {
    Value root = this;
    while (root.parent != null) {
      root = root.parent;
    }
    return root;
  }

  boolean isView() {
    return parent != null;
  }

  /** Asks for zeros around the map. */
  void wantBorder(int pixels) {
    Value whole = this;
    while (whole.parent != null && whole.isMap && whole.isWholePicture()) {
      whole = whole.parent;
    }
    if (!whole.isView() && whole.isMap && !whole.constant) {
      whole.border = Math.max(whole.border, Math.min(pixels, WIDEST_BORDER));
    }
  }

  private boolean isWholePicture() {
    return parent.isMap && parent.height() == height() && parent.width() == width();
  }

  int channels() {
    return (int) shape[1];
  }

  int height() {
    return (int) shape[2];
  }

  int width() {
    return (int) shape[3];
  }

  boolean isOnePixel() {
    return shape[2] == 1 && shape[3] == 1;
  }

  /** Floats of memory of its own. */
  long floats() {
    if (!isMap) {
      return Shapes.length(shape);
    }
    return (shape[2] + 2L * border) * (shape[3] + 2L * border) * FeatureMap.padded(channels());
  }

  /** Whether the plan has to find memory for it. */
  boolean needsMemory() {
    return !isView() && !external && !constant;
  }

  void touch(int group) {
    Value root = root();
    root.first = Math.min(root.first, group);
    root.last = Math.max(root.last, group);
  }

  /** Puts memory into the slot. */
  void bind(float[] data, int offset) {
    if (!isMap) {
      slot.bind(data, offset);
      return;
    }
    int pixelPitch = FeatureMap.padded(channels());
    int rowPitch = (width() + 2 * border) * pixelPitch;
    slot.bind(
        new FeatureMap(
            data,
            offset + border * (rowPitch + pixelPitch),
            height(),
            width(),
            channels(),
            1,
            pixelPitch,
            rowPitch,
            border));
  }

  /** Takes the place within the value that this one is a part of, which has been bound. */
  void bindWithin() {
    if (!isMap) {
      if (parent.isMap) {
        slot.bind(parent.slot.map().data(), parent.slot.map().offset());
      } else {
        slot.bind(parent.slot.data(), parent.slot.offset());
      }
      return;
    }
    FeatureMap whole = parent.slot.map();
    slot.bind(
        new FeatureMap(
            whole.data(),
            whole.index(top, left) + channel,
            height(),
            width(),
            channels(),
            1,
            whole.pixelPitch(),
            whole.rowPitch(),
            isWholePicture() ? whole.border() : 0));
  }

  /** Takes the caller's memory: planes in C order. */
  void bindExternal(float[] data, int offset) {
    slot.bind(data, offset);
    if (planes != null) {
      int plane = height() * width();
      planes.bind(
          new FeatureMap(data, offset, height(), width(), channels(), plane, 1, width(), 0));
    }
  }

  Value parent() {
    return parent;
  }

  @Override
  public String toString() {
    return name + java.util.Arrays.toString(shape);
  }
}
