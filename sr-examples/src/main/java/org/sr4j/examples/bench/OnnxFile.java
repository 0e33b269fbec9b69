package org.sr4j.examples.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ShapeInference;
import org.sr4j.models.program.cost.Cost;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.TransposedConvolution;

/** A network in an ONNX file. */
final class OnnxFile implements NetworkChoice {

  /** Key of the file's path in JSON. */
  static final String KEY = "onnx";

  private final Path file;
  private final String label;

  OnnxFile(String label, Path file) {
    this.label = label;
    this.file = file;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String toJson() {
    return new JsonMapper()
        .createObjectNode()
        .put(KEY, file.toAbsolutePath().toString())
        .toString();
  }

  /**
   * @throws org.sr4j.api.error.WeightsException if it cannot be read, or enlarges no pictures
   */
  @Override
  public Opened open() {
    Program program = OnnxReader.read(file);
    return new Read(program, LoadedNetwork.of(program, file.toString()));
  }

  private record Read(Program program, LoadedNetwork network) implements Opened {

    /** A file does not say which of its constants were trained. */
    @Override
    public OptionalLong parameters() {
      return OptionalLong.empty();
    }

    @Override
    public OptionalDouble multiAdds(int side) {
      Map<String, long[]> inputs = new LinkedHashMap<>();
      for (ProgramInput input : program.inputs()) {
        long enlarged = input.transform() == InputTransform.BICUBIC ? network.scale() : 1;
        long channels = input.shape().get(1);
        inputs.put(input.name(), new long[] {1, channels, side * enlarged, side * enlarged});
      }
      Map<String, long[]> shapes = ShapeInference.of(program, inputs);
      return OptionalDouble.of(
          program.operations().stream()
              .filter(Read::isConvolution)
              .mapToLong(operation -> Cost.of(operation, shapes).multiplyAdds())
              .sum());
    }

    private static boolean isConvolution(Operation operation) {
      return operation instanceof Convolution || operation instanceof TransposedConvolution;
    }

    @Override
    public void close() {
      // Programs are arrays on the heap.
    }
  }
}
