package org.sr4j.api.graph;

/**
 * How a parameter's axes in a file (PyTorch's order) map to its axes in memory (SameDiff's order).
 * The only place where the two orders meet.
 */
public enum Layout {
  /** Same order in both: biases, norms, slopes. */
  PLAIN(),
  /** Convolution: file {@code [O, I/groups, kH, kW]}, memory {@code [kH, kW, I/groups, O]}. */
  CONVOLUTION(2, 3, 1, 0),
  /** Depthwise convolution: file {@code [C, 1, kH, kW]}, memory {@code [kH, kW, C, 1]}. */
  DEPTHWISE(2, 3, 0, 1),
  /** Transposed convolution: file {@code [I, O, kH, kW]}, memory {@code [kH, kW, O, I]}. */
  TRANSPOSED(2, 3, 1, 0),
  /**
   * Stack of K convolution kernels: file {@code [K, O, I, kH, kW]}, memory {@code [kH, kW, I, K,
   * O]}, so that both the aggregated and the stacked kernel are a reshape away.
   */
  KERNEL_STACK(3, 4, 2, 0, 1);

  private final int[] memoryFromFile;

  Layout(int... memoryFromFile) {
    this.memoryFromFile = memoryFromFile;
  }

  /**
   * Entry {@code i} is the file axis that memory axis {@code i} comes from; empty if both agree.
   */
  public int[] memoryFromFile() {
    return memoryFromFile.clone();
  }

  /** The shape in memory of a parameter that has {@code fileShape} in a file. */
  public long[] memoryShape(long... fileShape) {
    if (memoryFromFile.length == 0) {
      return fileShape.clone();
    }
    long[] shape = new long[memoryFromFile.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = fileShape[memoryFromFile[i]];
    }
    return shape;
  }

  /** Values in memory order from values in file order. */
  public float[] toMemory(float[] file, long... fileShape) {
    return memoryFromFile.length == 0 ? file.clone() : permute(file, fileShape, memoryFromFile);
  }

  /** Values in file order from values in memory order. */
  public float[] toFile(float[] memory, long... fileShape) {
    if (memoryFromFile.length == 0) {
      return memory.clone();
    }
    int[] fileFromMemory = new int[memoryFromFile.length];
    for (int i = 0; i < fileFromMemory.length; i++) {
      fileFromMemory[memoryFromFile[i]] = i;
    }
    return permute(memory, memoryShape(fileShape), fileFromMemory);
  }

  private static float[] permute(float[] values, long[] shape, int[] axes) {
    int rank = shape.length;
    int[] stride = new int[rank];
    int size = 1;
    for (int i = rank - 1; i >= 0; i--) {
      stride[i] = size;
      size *= (int) shape[i];
    }
    float[] out = new float[size];
    int[] index = new int[rank];
    int source = 0;
    for (int target = 0; target < size; target++) {
      out[target] = values[source];
      for (int axis = rank - 1; axis >= 0; axis--) {
        source += stride[axes[axis]];
        if (++index[axis] < shape[axes[axis]]) {
          break;
        }
        source -= stride[axes[axis]] * index[axis];
        index[axis] = 0;
      }
    }
    return out;
  }
}
