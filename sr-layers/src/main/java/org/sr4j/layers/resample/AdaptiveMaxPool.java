package org.sr4j.layers.resample;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.Lines;

/**
 * Adaptive max pooling to {@code floor(H/d) x floor(W/d)}, {@code [N,C,H,W] -> [N,C,H/d,W/d]}:
 * output row j is the largest value of rows {@code floor(j*H/h) ... ceil((j+1)*H/h) - 1}, with h
 * the output's height, and columns alike; PyTorch's windows. Size-specific. H and W must be at
 * least d.
 *
 * @param divisor d
 */
public record AdaptiveMaxPool(int divisor) implements Layer {

  public AdaptiveMaxPool {
    new OptionCheck("AdaptiveMaxPool").positive("divisor", divisor);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    if (divisor == 1) {
      return x;
    }
    Size size = scope.size(x);
    OptionCheck check = new OptionCheck("AdaptiveMaxPool");
    check.atLeast("height", size.height(), divisor);
    check.atLeast("width", size.width(), divisor);
    SDVariable rows = pool(x.variable(), 2, size.height());
    return x.with(pool(rows, 3, size.width()), x.channels(), x.resolution().dividedBy(divisor));
  }

  private SDVariable pool(SDVariable x, int axis, int length) {
    List<Runs.Run> runs = Runs.ofWindows(length, length / divisor);
    SDVariable[] parts = new SDVariable[runs.size()];
    for (int i = 0; i < parts.length; i++) {
      Runs.Run run = runs.get(i);
      SDVariable lines =
          parts.length == 1
              ? x
              : Lines.range(x, axis, run.begin(), run.end() == length ? 0 : run.end());
      Pooling2DConfig config =
          Pooling2DConfig.builder()
              .type(Pooling2D.Pooling2DType.MAX)
              .kH(axis == 2 ? run.size() : 1)
              .kW(axis == 3 ? run.size() : 1)
              .sH(axis == 2 ? run.step() : 1)
              .sW(axis == 3 ? run.step() : 1)
              .build();
      parts[i] = x.getSameDiff().cnn().maxPooling2d(lines, config);
    }
    return parts.length == 1 ? parts[0] : x.getSameDiff().concat(axis, parts);
  }
}
