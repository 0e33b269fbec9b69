package org.sr4j.models.program.lowering;

import java.util.List;
import org.sr4j.models.program.shape.Dim;

/** What is known of a variable of the graph while it is lowered. */
sealed interface Value permits View, Sizes, ShapeFunction {

  List<Dim> shape();
}
