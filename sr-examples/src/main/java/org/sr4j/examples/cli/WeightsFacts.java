package org.sr4j.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.weights.EmbeddedEntry;
import org.sr4j.models.weights.EmbeddedWeights;
import org.sr4j.models.weights.Provenance;
import org.sr4j.models.weights.WeightsFiles;
import org.sr4j.models.weights.WeightsMetadata;

/** What a report says of the weights that were measured: where from, which, how made. */
final class WeightsFacts {

  private WeightsFacts() {}

  /** Of a file. */
  static Map<String, String> of(Path file) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("source", file.toString());
    facts.put("sha256", sha256(file));
    Weights weights =
        OnnxReader.isOnnx(file)
            ? Weights.of(List.of(), OnnxReader.read(file).metadata())
            : WeightsFiles.read(file);
    addProvenance(facts, weights);
    return facts;
  }

  /** Of those that come with the library; none if there are none. */
  static Map<String, String> ofEmbedded(String model, int scale, List<StrategySpec> strategies) {
    Map<String, String> facts = new LinkedHashMap<>();
    EmbeddedWeights embedded = EmbeddedWeights.find();
    List<String> ids = strategies.stream().map(StrategySpec::id).toList();
    Optional<EmbeddedEntry> entry =
        embedded.entry(model, scale, ids).or(() -> embedded.entry(model, scale));
    if (entry.isPresent()) {
      facts.put("source", "embedded");
      facts.put("sha256", entry.get().tensors().sha256());
      addProvenance(facts, embedded.load(model, scale, ids));
    }
    return facts;
  }

  private static void addProvenance(Map<String, String> facts, Weights weights) {
    Optional<WeightsMetadata> own = WeightsMetadata.of(weights);
    own.map(WeightsMetadata::strategies)
        .filter(strategies -> !strategies.isEmpty())
        .ifPresent(strategies -> facts.put("strategies", StrategyText.of(strategies)));
    Optional<Provenance> known = own.flatMap(WeightsMetadata::provenance);
    if (known.isPresent()) {
      Provenance provenance = known.get();
      facts.put("trained", provenance.steps() + " steps, seed " + provenance.seed());
      facts.put("commit", provenance.commit());
      facts.put("data", provenance.dataDigest());
    }
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new WeightsException(Problem.cannot("read the weights").at(file).got(e.toString()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
