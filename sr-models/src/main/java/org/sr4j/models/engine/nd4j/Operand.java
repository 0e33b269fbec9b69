package org.sr4j.models.engine.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A variable of a graph while a plan is made of it: its fixed shape and where its values live. */
final class Operand {

  /** Where the values come from. */
  enum Origin {
    /** Copied in at the start of every run. */
    INPUT,
    /** Owned by the caller, who may change it between runs. */
    PARAMETER,
    /** The same in every run: constants and what is computed from shapes. */
    KNOWN,
    /** Result of a step. */
    COMPUTED
  }

  final String name;
  final DataType type;
  final long[] shape;
  final Origin origin;

  /** Values; bound when memory is laid out, from the start for known operands and parameters. */
  INDArray array;

  /** Index of the first and the last step that need the memory; of roots only. */
  int first = Integer.MAX_VALUE;

  int last = Integer.MIN_VALUE;

  /** Whether the values depend on parameters and known operands alone. */
  boolean ofWeights;

  private Operand memory = this;

  Operand(String name, DataType type, long[] shape, Origin origin) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.origin = origin;
  }

  /** The operand in whose memory this one lives: itself, unless it is an alias. */
  Operand root() {
    Operand root = this;
    while (root.memory != root) {
      root = root.memory;
    }
    return root;
  }

  /** Makes this operand live in the memory of {@code other}. */
  void alias(Operand other) {
    memory = other.root();
  }

  /** Notes that the memory is needed at a step. */
  void touch(int step) {
    Operand root = root();
    root.first = Math.min(root.first, step);
    root.last = Math.max(root.last, step);
  }

  /** Whether the plan has to find memory for it. */
  boolean needsMemory() {
    return root() == this && array == null && length() > 0;
  }

  boolean known() {
    return origin == Origin.KNOWN;
  }

  long length() {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }

  boolean sameShape(Operand other) {
    return type == other.type && Arrays.equals(shape, other.shape);
  }

  @Override
  public String toString() {
    return name + " " + type + Arrays.toString(shape);
  }
}
