package org.sr4j.models.program.pass;

import java.util.List;

/** Kernels one after the other. */
final class Stacking {

  private Stacking() {}

  /** All outputs of the first kernel, then of the next; their inputs are equally many. */
  static Kernel outputs(List<Kernel> kernels) {
    Kernel first = kernels.get(0);
    int outputs = kernels.stream().mapToInt(Kernel::outputs).sum();
    Kernel all = Kernel.zeros(outputs, first.inputs(), first.height(), first.width());
    int row = 0;
    for (Kernel kernel : kernels) {
      System.arraycopy(
          kernel.values(), 0, all.values(), all.index(row, 0, 0), kernel.values().length);
      System.arraycopy(kernel.bias(), 0, all.bias(), row, kernel.outputs());
      row += kernel.outputs();
    }
    return all;
  }
}
