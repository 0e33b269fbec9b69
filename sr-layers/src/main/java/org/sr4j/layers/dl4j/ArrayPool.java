package org.sr4j.layers.dl4j;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory of one run of a graph: arrays come from here, outside any workspace, and are reused within
 * the run once nobody needs them. {@link #close()} frees them all.
 */
final class ArrayPool extends AbstractMemoryMgr {

  private record Kind(DataType type, String shape) {}

  private final Map<INDArray, Kind> lent = new IdentityHashMap<>();
  private final Map<Kind, Deque<INDArray>> idle = new HashMap<>();

  @Override
  public INDArray allocate(boolean detached, DataType type, long... shape) {
    Kind kind = new Kind(type, Arrays.toString(shape));
    Deque<INDArray> waiting = idle.get(kind);
    INDArray array = waiting == null ? null : waiting.poll();
    if (array == null) {
      array = Nd4j.createUninitializedDetached(type, shape);
    }
    lent.put(array, kind);
    return array;
  }

  @Override
  public INDArray allocate(boolean detached, LongShapeDescriptor shape) {
    return shape.isEmpty()
        ? Nd4j.create(shape)
        : allocate(detached, shape.dataType(), shape.getShape());
  }

  /**
   * The array itself, or a copy: some native operations (depth to space) read the buffer of an
   * array as if it were in C order.
   */
  INDArray contiguous(INDArray array, DataType type) {
    if (array.dataType() == type
        && array.ordering() == 'c'
        && !array.isView()
        && Shape.hasDefaultStridesForShape(array)) {
      return array;
    }
    return allocate(true, type, array.shape()).assign(array);
  }

  /** Takes back an array that nothing will read any more; arrays of others are left alone. */
  void recycle(INDArray array) {
    Kind kind = lent.remove(array);
    if (kind != null) {
      idle.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(array);
    }
  }

  /**
   * Does nothing: the session's own book-keeping counts each use of an array as a separate value,
   * so it may call this while the array is still to be read. {@link RecyclingSession} counts.
   */
  @Override
  public void release(INDArray array) {}

  @Override
  public void close() {
    lent.keySet().forEach(ArrayPool::free);
    idle.values().forEach(arrays -> arrays.forEach(ArrayPool::free));
    lent.clear();
    idle.clear();
  }

  private static void free(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }
}
