package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code ConvTranspose}.
 *
 * @param inputs map {@code [N,Cin,H,W]}, weight {@code [Cin,Cout/groups,kH,kW]}, and optionally a
 *     bias {@code [Cout]}
 * @param window its borders are cut off the result
 * @param extraHeight rows added to the result's lower end ({@code output_padding})
 * @param extraWidth columns added to the result's right end
 */
public record TransposedConvolution(
    String output, List<String> inputs, Window window, int extraHeight, int extraWidth, int groups)
    implements Operation {

  public TransposedConvolution {
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
  public TransposedConvolution renamed(UnaryOperator<String> names) {
    return new TransposedConvolution(
        names.apply(output), Names.renamed(inputs, names), window, extraHeight, extraWidth, groups);
  }
}
