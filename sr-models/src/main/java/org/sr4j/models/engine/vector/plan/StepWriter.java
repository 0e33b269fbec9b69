package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.models.engine.vector.kernel.ChannelNorm;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.step.ChannelNormStep;
import org.sr4j.models.engine.vector.step.ChannelReduceStep;
import org.sr4j.models.engine.vector.step.CopyStep;
import org.sr4j.models.engine.vector.step.ElementwiseStep;
import org.sr4j.models.engine.vector.step.FinishReduceStep;
import org.sr4j.models.engine.vector.step.PadStep;
import org.sr4j.models.engine.vector.step.PoolStep;
import org.sr4j.models.engine.vector.step.ResizeStep;
import org.sr4j.models.engine.vector.step.ShuffleStep;
import org.sr4j.models.engine.vector.step.SpatialReduceStep;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.TransposedConvolution;

/** Writes the steps of operations, in order; those that are fused with others once for all. */
final class StepWriter {

  private final Subprogram program;
  private final ConvolutionWriter convolutions;
  private final Values values;
  private final ArrayWriter arrays;
  private final Map<Operation, Chain> chains = new IdentityHashMap<>();
  private final Map<Operation, Upsampler> upsamplers = new IdentityHashMap<>();
  private final Map<Operation, Normalisation> normalisations = new IdentityHashMap<>();
  private final Map<Operation, Cluster> clusters = new IdentityHashMap<>();
  private final Set<Operation> fused = new HashSet<>();

  /**
   * @param outputs arrays of the caller for what was asked for
   */
  StepWriter(Subprogram program, Kernels kernels, Values values, Map<String, Value> outputs) {
    this.program = program;
    this.values = values;
    this.arrays = new ArrayWriter(program, values, outputs);
    this.convolutions = new ConvolutionWriter(program, kernels, values, arrays, outputs);
    findChains();
    findUpsamplers();
    findNormalisations();
    findClusters();
  }

  private void findChains() {
    for (Operation o : program.operations) {
      if (!program.isMap(o.output())) {
        continue;
      }
      Chain chain = null;
      if (o instanceof Convolution c && Shapes.isMap(program.shape(c.map()))) {
        chain = new Chain(program, o, ConvolutionWriter.isConstant(program, c), fused);
      } else if (o instanceof TransposedConvolution t && ConvolutionWriter.isConstant(program, t)) {
        chain = new Chain(program, o, false, fused);
      }
      if (chain != null) {
        fused.addAll(chain.operations);
        chains.put(chain.operations.get(chain.operations.size() - 1), chain);
      }
    }
  }

  private void findUpsamplers() {
    for (Operation last : List.copyOf(chains.keySet())) {
      if (chains.containsKey(last)) {
        Upsampler.of(program, chains.get(last), chains)
            .ifPresent(
                found -> {
                  upsamplers.put(last, found);
                  chains.remove(last);
                  chains.values().remove(found.first());
                });
      }
    }
  }

  private void findNormalisations() {
    for (Operation o : program.operations) {
      Normalisation.of(program, o, fused)
          .ifPresent(
              found -> {
                fused.addAll(found.operations);
                normalisations.put(found.operations.get(found.operations.size() - 1), found);
              });
    }
  }

  private void findClusters() {
    for (int i = program.operations.size() - 1; i >= 0; i--) {
      Operation o = program.operations.get(i);
      if (Subprogram.isElementwise(o) && program.isMap(o.output()) && !fused.contains(o)) {
        Cluster cluster = new Cluster(program, o, fused);
        fused.addAll(cluster.operations());
        clusters.put(o, cluster);
      }
    }
  }

  void write(Operation o) {
    if (chains.containsKey(o)) {
      convolutions.write(chains.get(o));
    } else if (upsamplers.containsKey(o)) {
      convolutions.write(upsamplers.get(o));
    } else if (normalisations.containsKey(o)) {
      normalisation(normalisations.get(o));
    } else if (clusters.containsKey(o)) {
      cluster(clusters.get(o));
    } else if (!fused.contains(o)) {
      single(o);
    }
  }

  private void normalisation(Normalisation n) {
    Value in = values.map(n.input);
    Value add = n.add == null ? null : values.map(n.add);
    Value out = values.newMap(n.output());
    ChannelNorm norm = new ChannelNorm(n.epsilon, n.weight, n.bias);
    values.step(
        new ChannelNormStep(n.output(), norm, in.slot, add == null ? null : add.slot, out.slot),
        out.height(),
        true,
        in,
        add,
        out);
  }

  private void cluster(Cluster cluster) {
    List<Value> operands = cluster.operands().stream().map(values::map).toList();
    List<Operation> operations = cluster.operations();
    String name = operations.get(operations.size() - 1).output();
    Value out = values.newMap(name);
    List<Value> all = new ArrayList<>(operands);
    all.add(out);
    values.step(
        new ElementwiseStep(
            name, operands.stream().map(v -> v.slot).toList(), cluster.functions(), out.slot),
        out.height(),
        true,
        all.toArray(Value[]::new));
  }

  private void single(Operation o) {
    if (o instanceof Reshape r) {
      values.alias(o.output(), values.array(r.input()));
    } else if (o instanceof Identity identity) {
      identity(identity);
    } else if (o instanceof Reduce r && program.isMap(r.input()) && isSpatial(r)) {
      spatialReduce(r);
    } else if (!program.isMap(o.output()) || !Shapes.isMap(program.shape(o.inputs().get(0)))) {
      arrays.write(o);
    } else if (o instanceof Concat concat) {
      concat(concat);
    } else if (o instanceof Slice slice) {
      slice(slice);
    } else if (o instanceof Reduce r) {
      channelReduce(r);
    } else {
      movement(o);
    }
  }

  private static boolean isSpatial(Reduce r) {
    return r.axes().equals(List.of(2, 3));
  }

  private void identity(Identity o) {
    if (program.isMap(o.output())) {
      values.defineMap(o.output(), values.map(o.input()));
    } else {
      values.alias(o.output(), values.array(o.input()));
    }
  }

  private void movement(Operation o) {
    Value in = values.map(o.inputs().get(0));
    Value out = values.newMap(o.output());
    if (o instanceof Pool pool) {
      values.step(new PoolStep(pool, in.slot, out.slot), out.height(), false, in, out);
    } else if (o instanceof Pad pad) {
      values.step(new PadStep(pad, in.slot, out.slot), out.height(), false, in, out);
    } else if (o instanceof Resize resize) {
      values.step(
          new ResizeStep(
              o.output(),
              in.slot,
              out.slot,
              Interpolation.taps(resize, in.height(), out.height(), resize.heightFactor()),
              Interpolation.taps(resize, in.width(), out.width(), resize.widthFactor())),
          out.height(),
          false,
          in,
          out);
    } else if (o instanceof PixelShuffle s) {
      values.step(
          new ShuffleStep(o.output(), in.slot, out.slot, s.factor(), s.order(), false),
          in.height(),
          false,
          in,
          out);
    } else if (o instanceof PixelUnshuffle s) {
      values.step(
          new ShuffleStep(o.output(), in.slot, out.slot, s.factor(), s.order(), true),
          out.height(),
          false,
          in,
          out);
    } else {
      throw new IllegalStateException(o.toString());
    }
  }

  private void spatialReduce(Reduce o) {
    Value in = values.map(o.input());
    int blocks = (in.height() + SpatialReduceStep.BLOCK - 1) / SpatialReduceStep.BLOCK;
    int padded = FeatureMap.padded(in.channels());
    Value partial = values.temporaryArray(o.output() + " blocks", (long) blocks * padded);
    values.step(
        new SpatialReduceStep(o.output(), in.slot, partial.slot, o.kind()),
        in.height(),
        true,
        in,
        partial);
    Value out =
        o.keepAxes()
            ? values.newMap(o.output())
            : values.temporaryMap(o.output(), new long[] {1, in.channels(), 1, 1});
    values.step(
        new FinishReduceStep(
            o.output(), partial.slot, out.slot, o.kind(), blocks, (long) in.height() * in.width()),
        1,
        false,
        partial,
        out);
    if (!o.keepAxes()) {
      values.alias(o.output(), out);
    }
  }

  private void channelReduce(Reduce o) {
    Value in = values.map(o.input());
    Value out = values.newMap(o.output());
    values.step(
        new ChannelReduceStep(o.output(), in.slot, out.slot, o.kind()), in.height(), true, in, out);
  }

  private void concat(Concat o) {
    Value out = values.newMap(o.output());
    List<Value> inputs = o.inputs().stream().map(values::map).toList();
    int lastCopied = -1;
    for (int i = 0; i < inputs.size(); i++) {
      lastCopied = isCopied(o, i, out) ? i : lastCopied;
    }
    int channel = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Value in = inputs.get(i);
      if (isCopied(o, i, out)) {
        copy(o.output(), in, out, 0, 0, 0, channel, in.channels(), i == lastCopied);
      }
      channel += in.channels();
    }
  }

  /** A value that is concatenated twice has one place. */
  private boolean isCopied(Concat o, int index, Value out) {
    String name = o.inputs().get(index);
    return !values.isPlaced(name, out) || o.inputs().indexOf(name) < index;
  }

  private void slice(Slice o) {
    Value in = values.map(o.input());
    long[] shape = program.shape(o.output());
    long length = program.shape(o.input())[o.axis()];
    int start = (int) (o.start() < 0 ? Math.max(0, o.start() + length) : o.start());
    int channel = o.axis() == 1 ? start : 0;
    int row = o.axis() == 2 ? start : 0;
    int column = o.axis() == 3 ? start : 0;
    int channels = (int) shape[1];
    boolean aligned =
        channel % FeatureMap.CHANNEL_BLOCK == 0
            && (channels % FeatureMap.CHANNEL_BLOCK == 0 || channel + channels == in.channels());
    if (aligned && !in.constant) {
      values.view(o.output(), in, channel, row, column);
      return;
    }
    Value out = values.newMap(o.output());
    copy(o.output(), in, out, row, column, channel, 0, channels, true);
  }

  private void copy(
      String name,
      Value in,
      Value out,
      int row,
      int column,
      int fromChannel,
      int toChannel,
      int channels,
      boolean last) {
    values.step(
        new CopyStep(name, in.slot, out.slot, row, column, fromChannel, toChannel, channels, last),
        out.height(),
        row == 0 && in.height() == out.height(),
        in,
        out);
  }
}
