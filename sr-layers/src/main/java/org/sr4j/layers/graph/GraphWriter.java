package org.sr4j.layers.graph;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Resolution;
import org.sr4j.api.graph.Size;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;

/** A scope that writes: a name prefix over a {@link GraphSheet}. */
final class GraphWriter implements GraphScope {

  private final GraphSheet sheet;
  private final String prefix;

  GraphWriter(GraphSheet sheet) {
    this(sheet, "");
  }

  private GraphWriter(GraphSheet sheet, String prefix) {
    this.sheet = sheet;
    this.prefix = prefix;
  }

  void open(Map<String, Strategy> strategies) {
    strategies.forEach((id, strategy) -> sheet.hooks.add(strategy.open(child(id))));
  }

  /** Closes the graph; {@code output} becomes its result. */
  NetworkGraph finish(Feature output) {
    sheet.hooks.forEach(Hooks::onEnd);
    return sheet.toNetworkGraph(output.variable().name());
  }

  @Override
  public SameDiff graph() {
    return sheet.graph;
  }

  @Override
  public Phase phase() {
    return sheet.phase;
  }

  @Override
  public BatchForm batch() {
    return sheet.batch;
  }

  @Override
  public DataType dataType() {
    return sheet.source.dataType();
  }

  @Override
  public int scale() {
    return sheet.scale;
  }

  @Override
  public GraphScope child(String name) {
    return new GraphWriter(sheet, prefix + name + ".");
  }

  @Override
  public SDVariable weight(String name, ParameterSpec spec) {
    return parameter(prefix + name, spec, true);
  }

  @Override
  public SDVariable buffer(String name, ParameterSpec spec) {
    return parameter(prefix + name, spec, false);
  }

  private SDVariable parameter(String name, ParameterSpec spec, boolean trainable) {
    INDArray array = sheet.source.array(name, spec, trainable);
    return sheet.variables.computeIfAbsent(
        name,
        key -> {
          sheet.arrays.put(key, array);
          return trainable ? sheet.graph.var(key, array) : sheet.graph.constant(key, array);
        });
  }

  @Override
  public void update(SDVariable buffer, SDVariable newValue) {
    if (sheet.phase == Phase.TRAINING
        && sheet.bufferUpdates.put(buffer.name(), newValue.name()) != null) {
      throw new GraphException(
          Problem.cannot("update the buffer").at(buffer.name()).got("two updates in one graph"));
    }
  }

  @Override
  public SDVariable constant(float[] values, long... shape) {
    INDArray array = Nd4j.createFromArray(values).reshape(shape).castTo(dataType());
    return sheet.graph.constant(array);
  }

  @Override
  public Feature globalMean(String name, Feature x) {
    SDVariable mean;
    if (sheet.externalMeans) {
      String input = prefix + name + ".mean";
      mean = sheet.graph.placeHolder(input, dataType(), -1, x.channels(), 1, 1);
      sheet.globalMeans.add(
          new NetworkGraph.GlobalMean(input, x.variable().name(), x.channels(), x.resolution()));
    } else {
      mean = x.variable().mean(true, 2, 3);
    }
    return new Feature(mean, x.channels(), Resolution.POINT);
  }

  @Override
  public void auxiliaryOutput(String name, Feature y, double lossWeight) {
    sheet.auxiliaryOutputs.add(
        new NetworkGraph.AuxiliaryOutput(prefix + name, y.variable().name(), lossWeight));
  }

  @Override
  public Feature input(String name, int channels, InputTransform transform) {
    return sheet.inputFeatures.computeIfAbsent(
        prefix + name,
        key -> {
          sheet.inputs.put(key, transform);
          Resolution resolution =
              transform == InputTransform.BICUBIC
                  ? Resolution.INPUT.times(sheet.scale)
                  : Resolution.INPUT;
          SDVariable placeholder = sheet.graph.placeHolder(key, dataType(), -1, channels, -1, -1);
          return new Feature(placeholder, channels, resolution);
        });
  }

  @Override
  public Size size(Feature x) {
    Size lowRes =
        sheet.lowRes.orElseThrow(
            () ->
                new GraphException(
                    Problem.cannot("build the graph")
                        .at(prefix)
                        .got("a layer that needs the size of its input")
                        .advice("Build the graph for a size.")));
    sheet.sizeSpecific = true;
    return new Size(x.resolution().of(lowRes.height()), x.resolution().of(lowRes.width()));
  }

  @Override
  public Feature shallow(Feature f0) {
    Feature feature = f0;
    for (Hooks hooks : sheet.hooks) {
      feature = hooks.onShallow(feature);
    }
    return tap("shallow", feature);
  }

  @Override
  public Feature block(int index, Feature in, UnaryOperator<Feature> body) {
    Feature out = body.apply(in);
    for (Hooks hooks : sheet.hooks) {
      out = hooks.onBlock(index, out);
    }
    return tap("block." + index, out);
  }

  @Override
  public Feature residual(String name, Feature x, UnaryOperator<Feature> h) {
    return sum("residual." + prefix + name, residualInput(name, x), h);
  }

  @Override
  public Feature residualInput(String name, Feature x) {
    Feature input = x;
    for (Hooks hooks : sheet.hooks) {
      input = hooks.onResidualInput(prefix + name, input);
    }
    return input;
  }

  @Override
  public Feature longSkip(Feature x, UnaryOperator<Feature> trunk) {
    Feature input = x;
    for (Hooks hooks : sheet.hooks) {
      input = hooks.onLongSkipInput(input);
    }
    return sum("long_skip", input, trunk);
  }

  private Feature sum(String name, Feature input, UnaryOperator<Feature> h) {
    Feature branch = tap(name, h.apply(input));
    return input.with(input.variable().add(branch.variable()));
  }

  /** Every use of a shared block is a tap of its own. */
  private Feature tap(String name, Feature feature) {
    String unique = name;
    for (int use = 2; sheet.taps.containsKey(unique); use++) {
      unique = name + "#" + use;
    }
    sheet.taps.put(unique, feature.variable().name());
    return feature;
  }
}
