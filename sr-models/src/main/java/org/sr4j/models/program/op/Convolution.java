package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Conv}: cross-correlation with zeros around the map.
 *
 * @param inputs map {@code [N,Cin,H,W]}, weight {@code [Cout,Cin/groups,kH,kW]}, and optionally a
 *     bias {@code [Cout]}. The weight need not be a constant (dynamic convolution).
 * @param groups of channels; {@code Cin} of them make it depthwise
 */
public record Convolution(String output, List<String> inputs, Window window, int groups)
    implements Operation {

  public Convolution {
    inputs = List.copyOf(inputs);
  }

  public String map() {
    return inputs.get(0);
  }

  public String weight() {
    return inputs.get(1);
  }

  public boolean hasBias() {
    return inputs.size() > 2;
  }

  /** Name of the bias, if {@link #hasBias()}. */
  public String bias() {
    return inputs.get(2);
  }

  @Override
  public Convolution renamed(UnaryOperator<String> names) {
    return new Convolution(names.apply(output), Names.renamed(inputs, names), window, groups);
  }
}
