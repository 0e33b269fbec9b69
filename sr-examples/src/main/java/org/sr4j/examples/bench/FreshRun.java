package org.sr4j.examples.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.sr4j.api.engine.Engine;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.engine.EngineSelector;

/**
 * The first picture of a fresh virtual machine.
 *
 * @param openMs building the network and preparing it on the engine, milliseconds
 * @param firstMs the first run, milliseconds
 * @param peakResident largest resident memory of the process in bytes; null where unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FreshRun(double openMs, double firstMs, Long peakResident) {

  /** What begins the line with the result: engines may print as well. */
  static final String MARK = "fresh-run ";

  /** {@link FreshJvm} starts it with a network in JSON, an engine's id and a side in pixels. */
  public static void main(String[] args) throws JsonProcessingException {
    FreshRun run = measure(args[0], args[1], Integer.parseInt(args[2]));
    System.out.println(MARK + new JsonMapper().writeValueAsString(run));
    // Threads of an engine need not be daemons.
    System.exit(0);
  }

  private static FreshRun measure(String json, String engineId, int side)
      throws JsonProcessingException {
    SuperResolution library = SuperResolution.create();
    Engine engine = new EngineSelector(library.registry()).select(engineId);
    long begin = System.nanoTime();
    try (NetworkChoice.Opened opened = network(library, json).open();
        InferenceRun run = new InferenceRun(engine, opened.network(), side)) {
      long ready = System.nanoTime();
      run.run();
      long end = System.nanoTime();
      OptionalLong peak = ProcessMemory.peakResident();
      return new FreshRun(
          (ready - begin) * 1e-6, (end - ready) * 1e-6, peak.isPresent() ? peak.getAsLong() : null);
    }
  }

  private static NetworkChoice network(SuperResolution library, String json)
      throws JsonProcessingException {
    JsonNode onnx = new JsonMapper().readTree(json).get(OnnxFile.KEY);
    return onnx == null
        ? RegistryNetwork.ofJson(library, json)
        : new OnnxFile(OnnxFile.KEY, Path.of(onnx.asText()));
  }
}
