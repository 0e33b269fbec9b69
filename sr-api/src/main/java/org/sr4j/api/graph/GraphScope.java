package org.sr4j.api.graph;

import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The one thing a network's author talks to: names weights, tells what the graph is built for, and
 * carries the markers at which strategies act.
 *
 * <p>Graphs are NCHW and free of height and width wherever possible, so that one graph serves every
 * picture.
 */
public interface GraphScope {

  /** The graph being written. */
  SameDiff graph();

  Phase phase();

  /** Batch sizes that the graph must serve; {@link BatchForm#ANY} while training. */
  BatchForm batch();

  /** Floating-point type of the graph: FLOAT, or DOUBLE for finite-difference checks. */
  DataType dataType();

  /** The factor being built. */
  int scale();

  /** A scope whose names are prefixed by {@code name} and a dot. */
  GraphScope child(String name);

  /**
   * A trainable parameter, in its memory layout. Asked twice under one name it returns the same
   * variable: shared weights, recursions.
   */
  SDVariable weight(String name, ParameterSpec spec);

  /** A parameter that is saved but not trained: running statistics, fixed shifts. */
  SDVariable buffer(String name, ParameterSpec spec);

  /**
   * While training: gives {@code buffer} the value of {@code newValue} after the step succeeded.
   * Otherwise nothing.
   */
  void update(SDVariable buffer, SDVariable newValue);

  /** A constant of the graph's type. It is neither saved nor counted. */
  SDVariable constant(float[] values, long... shape);

  /** Writes a layer into the child scope {@code name}. */
  default Feature apply(Layer layer, String name, Feature... inputs) {
    return layer.define(child(name), inputs);
  }

  /**
   * Mean over height and width, {@code [N,C,H,W] -> [N,C,1,1]}. Networks pool globally through this
   * marker, so that a picture can be enlarged in tiles with the statistics of the whole picture.
   */
  Feature globalMean(String name, Feature x);

  /** A supervised output beside the main one (MemNet, LapSRN). */
  void auxiliaryOutput(String name, Feature y, double lossWeight);

  /** A further input, made by the host from the low-resolution picture. */
  Feature input(String name, int channels, InputTransform transform);

  /**
   * Height and width of {@code x}, for a layer that cannot do without. It makes the graph
   * size-specific: engines then keep one graph per size.
   */
  Size size(Feature x);

  /** Marks the shallow feature of the network and lets strategies see it. */
  Feature shallow(Feature f0);

  /** Marks block {@code index} of the trunk; strategies may change its output. */
  Feature block(int index, Feature in, UnaryOperator<Feature> body);

  /** Residual learning {@code y = x^ + h(x^)}, with {@code x^} the input as strategies leave it. */
  Feature residual(String name, Feature x, UnaryOperator<Feature> h);

  /** The input of a residual whose sum the network writes itself, as strategies leave it. */
  Feature residualInput(String name, Feature x);

  /**
   * The skip around the whole trunk, {@code y = x^ + trunk(x^)}. Apart from {@link #residual}: the
   * papers' strategies leave it alone unless asked.
   */
  Feature longSkip(Feature x, UnaryOperator<Feature> trunk);
}
