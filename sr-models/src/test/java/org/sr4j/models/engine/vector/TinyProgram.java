package org.sr4j.models.engine.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ProgramNetwork;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.registry.Registry;

/** A network that is a program written by hand; its first operation reads {@code x}. */
final class TinyProgram implements ProgramNetwork {

  private final ModelDescriptor descriptor =
      new Networks(Registry.of(new ModelsPlugin()))
          .model(new NetworkSpec("edsr-baseline", 2))
          .descriptor();

  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Operation> operations;
  private final int channels;
  private final Random random = new Random(3);

  /**
   * @param channels of the input {@code x}
   * @param operations the last one gives the output
   */
  TinyProgram(int channels, Operation... operations) {
    this.channels = channels;
    this.operations = List.of(operations);
  }

  /** Adds a constant of random values between -1 and 1. */
  TinyProgram constant(String name, long... shape) {
    constants.put(name, random(name, shape));
    return this;
  }

  /** Adds a constant of one number. */
  TinyProgram value(String name, float value) {
    constants.put(name, new Tensor(name, new long[0], new float[] {value}));
    return this;
  }

  private Tensor random(String name, long... shape) {
    float[] data = new float[(int) Tensor.elements(shape)];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextFloat() * 2 - 1;
    }
    return new Tensor(name, shape, data);
  }

  Tensor input(int samples, int height, int width) {
    return random("x", samples, channels, height, width);
  }

  Program program() {
    ProgramInput input =
        new ProgramInput("x", List.of(-1L, (long) channels, -1L, -1L), InputTransform.IDENTITY);
    return new Program(List.of(input), List.of(output()), operations, constants, Map.of());
  }

  String output() {
    return operations.get(operations.size() - 1).output();
  }

  @Override
  public ProgramForm program(GraphRequest request) {
    Map<String, InputTransform> inputs = Map.of("x", InputTransform.IDENTITY);
    return new ProgramForm(program(), new Signature(inputs, output(), List.of(), Map.of()), false);
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public int scale() {
    return 1;
  }

  @Override
  public Weights weights() {
    return Weights.of(List.copyOf(constants.values()), Map.of());
  }

  @Override
  public NetworkGraph graph(GraphRequest request) {
    throw new UnsupportedOperationException("a program");
  }
}
