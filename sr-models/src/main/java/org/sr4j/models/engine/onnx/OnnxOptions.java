package org.sr4j.models.engine.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;
import org.sr4j.models.engine.ThreadCount;

/**
 * How the engine {@code onnx} works.
 *
 * @param provider what runs the operators
 * @param threads that share an operator on the processor
 */
public record OnnxOptions(Provider provider, int threads) {

  /** System property with the name of the provider, where nobody says otherwise. */
  public static final String PROVIDER = "sr.onnx.provider";

  /** System property with the number of threads, where nobody says otherwise. */
  public static final String THREADS = "sr.onnx.threads";

  /** ONNX Runtime's execution providers that are tried here. */
  public enum Provider {
    CPU,
    /** NVIDIA GPUs: needs com.microsoft.onnxruntime:onnxruntime_gpu in place of onnxruntime. */
    CUDA
  }

  /**
   * @throws OptionsException if the number of threads is out of range
   */
  public OnnxOptions {
    ThreadCount.check(threads);
  }

  /**
   * The processor with all its cores, or what the system properties say.
   *
   * @throws OptionsException if they name no provider or no number of threads
   */
  public static OnnxOptions defaults() {
    return new OnnxOptions(
        provider(System.getProperty(PROVIDER, "cpu")), ThreadCount.ofProperty(THREADS));
  }

  private static Provider provider(String name) {
    try {
      return Provider.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      List<String> known =
          Arrays.stream(Provider.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();
      throw new OptionsException(
          Problem.cannot("choose ONNX Runtime's provider")
              .at(PROVIDER)
              .got("\"" + name + "\"")
              .advice(Suggestion.advice(name, known)),
          e);
    }
  }

  public OnnxOptions withThreads(int number) {
    return new OnnxOptions(provider, number);
  }

  public OnnxOptions withProvider(Provider other) {
    return new OnnxOptions(other, threads);
  }
}
