package org.sr4j.models.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.data.file.AtomicFile;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.program.onnx.OnnxWriter;
import org.sr4j.models.registry.Registry;

/**
 * Puts weights into the folder that a jar brings them in: the safetensors file, the same network as
 * an inference program, and their line in the index.
 */
public final class EmbeddedFolder {

  private static final String INDEX = "index.json";
  private static final JsonMapper JSON = new JsonMapper();
  private static final long UNUSED_SEED = 0;

  private final Networks networks;
  private final ModelDetector detector;

  @Inject
  public EmbeddedFolder(Registry registry) {
    this.networks = new Networks(registry);
    this.detector = new ModelDetector(registry);
  }

  /**
   * Adds weights, or replaces those of the same network, strategies and scale.
   *
   * @param folder {@code META-INF/sr4j/weights} of the jar's resources; it must exist
   * @param weights safetensors that say what they are of
   * @param recommended whether they are to be taken for their scale where no model is asked for; no
   *     others of the folder are, then
   * @return the name of the files, without ending
   * @throws WeightsException if the weights do not say what they are of, or a file cannot be
   *     written
   */
  public String add(Path folder, Path weights, boolean recommended) {
    Weights read = Safetensors.read(weights);
    WeightsMetadata said =
        WeightsMetadata.of(read)
            .orElseThrow(
                () ->
                    new WeightsException(
                        Problem.cannot("embed the weights")
                            .at(weights)
                            .got("weights that do not say what they are of")
                            .advice("Put them through sr convert first.")));
    List<String> strategies = said.strategies().stream().map(StrategySpec::id).toList();
    String name = said.model() + strategies.stream().map(s -> "-" + s).reduce("", String::concat);
    name += "-x" + said.scale();
    try {
      byte[] tensors = Files.readAllBytes(weights);
      byte[] program = OnnxWriter.toBytes(export(read, weights));
      AtomicFile.write(folder.resolve(name + ".safetensors"), out -> out.write(tensors));
      AtomicFile.write(folder.resolve(name + ".onnx"), out -> out.write(program));
      ObjectNode line = JSON.createObjectNode();
      line.put("model", said.model()).put("scale", said.scale());
      if (!strategies.isEmpty()) {
        strategies.forEach(line.putArray("strategies")::add);
      }
      if (recommended) {
        line.put("default", true);
      }
      line.put("resource", name + ".safetensors").put("sha256", EmbeddedFile.sha256(tensors));
      line.put("program", name + ".onnx").put("programSha256", EmbeddedFile.sha256(program));
      writeIndex(folder.resolve(INDEX), line);
    } catch (IOException e) {
      throw new WeightsException(
          Problem.cannot("embed the weights").at(folder).got(e.toString()), e);
    }
    return name;
  }

  /** The network as an inference program that says where its weights come from. */
  Program export(Weights weights, Path where) {
    NetworkSpec spec = detector.detect(weights, where.toString(), ModelHint.none());
    try (Network network = networks.create(spec, UNUSED_SEED)) {
      network.load(weights);
      ProgramExport export = ProgramExport.DEFAULT;
      String provenance = weights.metadata().get(Weights.PROVENANCE);
      if (provenance != null) {
        export = export.with(Weights.PROVENANCE, provenance);
      }
      return export.program(network);
    }
  }

  private static void writeIndex(Path index, ObjectNode line) throws IOException {
    List<JsonNode> lines = new ArrayList<>(List.of(line));
    if (Files.exists(index)) {
      for (JsonNode other : JSON.readTree(index.toFile()).path("weights")) {
        boolean same = other.path("resource").equals(line.get("resource"));
        boolean rival = line.has("default") && other.path("scale").equals(line.get("scale"));
        if (rival && other instanceof ObjectNode object) {
          object.remove("default");
        }
        if (!same) {
          lines.add(other);
        }
      }
    }
    lines.sort(Comparator.comparing(l -> l.path("resource").asText()));
    ArrayNode all = JSON.createArrayNode().addAll(lines);
    String text =
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsString(JSON.createObjectNode().set("weights", all));
    AtomicFile.write(index, out -> out.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
  }
}
