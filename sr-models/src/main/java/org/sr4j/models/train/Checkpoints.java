package org.sr4j.models.train;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.train.checkpoint.Checkpoint;
import org.sr4j.models.train.checkpoint.CheckpointFile;
import org.sr4j.models.train.config.ConfigText;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.weights.Provenance;
import org.sr4j.models.weights.Safetensors;
import org.sr4j.models.weights.WeightsMetadata;

/** Writes a run's checkpoints and weights, and goes on from a checkpoint. */
final class Checkpoints {

  private final TrainingConfig config;
  private final RunFolder folder;
  private final TrainingState state;
  private final String dataDigest;
  private final String configText;

  Checkpoints(TrainingConfig config, RunFolder folder, TrainingState state, String dataDigest) {
    this.config = config;
    this.folder = folder;
    this.state = state;
    this.dataDigest = dataDigest;
    this.configText = ConfigText.of(config);
  }

  RunFolder folder() {
    return folder;
  }

  /**
   * Takes over everything from the folder's checkpoint.
   *
   * @throws TrainingException if it is of another configuration or other pictures, naming all
   *     differences
   */
  void resume() {
    Path file = folder.checkpoint();
    Checkpoint checkpoint = CheckpointFile.read(file);
    List<String> differences =
        new ArrayList<>(ConfigText.differences(checkpoint.config(), configText));
    if (!checkpoint.dataDigest().equals(dataDigest)) {
      differences.add("the training pictures have changed");
    }
    if (!differences.isEmpty()) {
      throw new TrainingException(
          Problem.cannot("resume the run")
              .at(file)
              .got(differences.size() + " differences: " + String.join("; ", differences))
              .expected("the configuration that the checkpoint was written with")
              .advice("Undo the changes, or start a new run in another folder."));
    }
    state.restore(checkpoint);
  }

  Path write() {
    CheckpointFile.write(state.checkpoint(configText, dataDigest), folder.checkpoint());
    return folder.checkpoint();
  }

  /** Writes the averaged weights as a file of weights. */
  void writeWeights(Path file, Map<String, Double> scores) {
    state.withAverage(
        () -> {
          Weights weights = state.network().weights();
          Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
          WeightsMetadata own = WeightsMetadata.of(weights).orElseThrow();
          metadata.putAll(own.withProvenance(provenance(scores)).toMap());
          Safetensors.write(weights.withMetadata(metadata), file);
        });
  }

  private Provenance provenance(Map<String, Double> scores) {
    return new Provenance(
        SourceVersion.commit(),
        SourceVersion.version(),
        configText,
        dataDigest,
        config.seed(),
        state.progress().step(),
        scores,
        SourceVersion.runtime(),
        Instant.now());
  }
}
