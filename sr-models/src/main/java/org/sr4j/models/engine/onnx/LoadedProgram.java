package org.sr4j.models.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.onnx.OnnxWriter;

/** A program in ONNX Runtime's memory; closing it gives that back. */
final class LoadedProgram implements AutoCloseable {

  /**
   * ONNX Runtime's threads spin for tens of milliseconds after a run, in case another follows, and
   * take a processor from whatever else the application does then. They still spin during one.
   */
  private static final String STOP_SPINNING = "session.force_spinning_stop";

  private final Program program;
  private final OrtEnvironment environment;
  private final OrtSession session;

  /**
   * @throws EngineException if ONNX Runtime does not take it
   */
  LoadedProgram(Program program, OnnxOptions options) {
    this.program = program;
    this.environment = OnnxRuntimeLibrary.Loaded.environment();
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(options.threads());
      settings.setInterOpNumThreads(1);
      settings.addConfigEntry(STOP_SPINNING, "1");
      if (options.provider() == OnnxOptions.Provider.CUDA) {
        addCuda(settings);
      }
      session = environment.createSession(OnnxWriter.toBytes(program), settings);
    } catch (OrtException e) {
      throw new EngineException(
          Problem.cannot("load the network into ONNX Runtime").got(e.getMessage()), e);
    }
  }

  private static void addCuda(OrtSession.SessionOptions settings) {
    try {
      settings.addCUDA();
    } catch (OrtException e) {
      throw new EngineException(
          Problem.cannot("use ONNX Runtime's provider cuda")
              .got(e.getMessage())
              .advice(
                  "Put "
                      + OnnxRuntimeLibrary.GPU_COORDINATE
                      + " on the class path in place of "
                      + OnnxRuntimeLibrary.COORDINATE
                      + ", and install the CUDA and cuDNN that it was built for."),
          e);
    }
  }

  /**
   * @param inputs by name; more than this program reads may be given
   * @return the outputs in the program's order
   */
  List<Tensor> run(Map<String, Tensor> inputs) {
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (ProgramInput input : program.inputs()) {
        Tensor tensor = inputs.get(input.name());
        check(input, tensor, inputs);
        given.put(
            input.name(),
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.data()), tensor.shape()));
      }
      try (OrtSession.Result results = session.run(given)) {
        return tensors(results);
      }
    } catch (OrtException e) {
      throw new EngineException(
          Problem.cannot("run the network on ONNX Runtime").got(e.getMessage()), e);
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private static void check(ProgramInput input, Tensor tensor, Map<String, Tensor> inputs) {
    if (tensor == null || !fits(tensor.shape(), input.shape())) {
      throw new EngineException(
          Problem.cannot("run the network")
              .at(input.name())
              .got(tensor == null ? "no such input among " + inputs.keySet() : tensor)
              .expected(input.shape() + ", -1 being any size"));
    }
  }

  private static boolean fits(long[] shape, List<Long> declared) {
    if (shape.length != declared.size()) {
      return false;
    }
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] < 1 || (declared.get(i) >= 0 && declared.get(i) != shape[i])) {
        return false;
      }
    }
    return true;
  }

  private List<Tensor> tensors(OrtSession.Result results) {
    List<Tensor> tensors = new ArrayList<>();
    for (String name : program.outputs()) {
      OnnxTensor value = (OnnxTensor) results.get(name).orElseThrow();
      TensorInfo info = value.getInfo();
      if (info.getNumElements() > Integer.MAX_VALUE - 16) {
        throw new EngineException(
            Problem.cannot("run the network")
                .at(name)
                .got(info.getNumElements() + " values")
                .expected("as many as an array holds")
                .advice("Use tiles (--tile, ResolverOptions.withTile)."));
      }
      float[] data = new float[(int) info.getNumElements()];
      value.getFloatBuffer().get(data);
      tensors.add(new Tensor(name, info.getShape(), data));
    }
    return tensors;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EngineException(
          Problem.cannot("close a network of ONNX Runtime").got(e.getMessage()), e);
    }
  }
}
