package org.sr4j.models.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.sr4j.api.weights.Tensor;

/** Runs ONNX bytes as they are, without any code of ours: what a file means. */
public final class OnnxRuntimeRun {

  private OnnxRuntimeRun() {}

  /** A picture of noise. */
  public static Tensor noise(String name, long... shape) {
    Random random = new Random(11);
    float[] values = new float[(int) Tensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 0.7f;
    }
    return new Tensor(name, shape, values);
  }

  /** The first output. */
  public static Tensor run(byte[] model, Tensor... inputs) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      // Nothing is fused or rewritten.
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      OrtEnvironment environment = OnnxRuntimeLibrary.Loaded.environment();
      Map<String, OnnxTensor> given = new LinkedHashMap<>();
      try (OrtSession session = environment.createSession(model, options)) {
        for (Tensor input : inputs) {
          given.put(
              input.name(),
              OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), input.shape()));
        }
        try (OrtSession.Result result = session.run(given)) {
          OnnxTensor first = (OnnxTensor) result.get(0);
          TensorInfo info = first.getInfo();
          float[] values = new float[(int) info.getNumElements()];
          first.getFloatBuffer().get(values);
          return new Tensor(session.getOutputNames().iterator().next(), info.getShape(), values);
        }
      } finally {
        given.values().forEach(OnnxTensor::close);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
