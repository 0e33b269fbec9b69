package org.sr4j.models.program.lowering;

import java.util.List;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.shape.Dim;

/** Functions of shapes, once the shapes are known. */
final class Constants {

  private Constants() {}

  static View of(ShapeFunction function, Draft draft, String name) {
    if (!function.isFixed()) {
      throw new FreeSizeException("the values of " + name + " " + function.shape());
    }
    double[] values =
        function
            .computation()
            .values(
                symbol -> {
                  throw new FreeSizeException("the values of " + name);
                });
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return draft.constant(new Tensor(draft.unused(name), numbers(function.shape()), floats));
  }

  static long[] numbers(List<Dim> shape) {
    return shape.stream().mapToLong(Dim::constant).toArray();
  }
}
