package org.sr4j.examples.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.weights.Tensor;

/**
 * A network on an engine with a square picture of noise. A run takes the picture from the heap and
 * puts the enlarged one there; what the host makes of a picture before (bicubic enlargement for
 * some networks) is not in it. Close it; the network stays the caller's.
 */
final class InferenceRun implements RoundRobin.Subject, AutoCloseable {

  private static final long SEED = 1;

  private final String engine;
  private final Session session;
  private final List<String> output;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private Tensor result;

  /**
   * @param side of the low-resolution picture
   * @throws EngineException if the network does not take that size, or the engine not the network
   */
  InferenceRun(Engine engine, InferenceNetwork network, int side) {
    check(network.descriptor(), side);
    this.engine = engine.id();
    session = engine.open(network);
    Signature signature;
    try {
      signature = session.signature(Session.Form.WHOLE);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    output = List.of(signature.output());
    signature
        .inputs()
        .forEach(
            (name, transform) -> {
              int factor = transform == InputTransform.BICUBIC ? network.scale() : 1;
              inputs.put(name, noise(name, network.descriptor(), side * factor));
            });
  }

  private static void check(ModelDescriptor descriptor, int side) {
    if (side < descriptor.minSize() || side % descriptor.sizeMultiple() != 0) {
      throw new EngineException(
          Problem.cannot("measure the network")
              .at(descriptor.id())
              .got("pictures of " + side + " x " + side)
              .expected(
                  "at least "
                      + descriptor.minSize()
                      + " a side, and a multiple of "
                      + descriptor.sizeMultiple()));
    }
  }

  private static Tensor noise(String name, ModelDescriptor descriptor, int side) {
    int channels = descriptor.colour().channels();
    float max = descriptor.range().max();
    float[] samples = new float[Math.multiplyExact(channels, Math.multiplyExact(side, side))];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextDouble() * max;
    }
    return new Tensor(name, new long[] {1, channels, side, side}, samples);
  }

  /** Id of the engine that really runs, which {@code auto} picked. */
  String engine() {
    return engine;
  }

  /** What a run is given, by name. */
  Map<String, Tensor> inputs() {
    return inputs;
  }

  @Override
  public void run() {
    result = session.run(Session.Form.WHOLE, inputs, output).get(0);
  }

  /** What the last run gave. */
  Tensor result() {
    return result;
  }

  @Override
  public void close() {
    session.close();
  }
}
