package org.sr4j.models.train.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.Safetensors;

/**
 * Checkpoints as safetensors files: tensors {@code weights.NAME}, {@code average.NAME} and {@code
 * optimiser.MOMENT.NAME} in file layout, everything else in the metadata. Writing replaces the file
 * atomically: a run that is killed leaves the old one or the new one.
 */
public final class CheckpointFile {

  private static final String WEIGHTS = "weights.";
  private static final String AVERAGE = "average.";
  private static final String OPTIMISER = "optimiser.";
  private static final String KEY = "sr4j.checkpoint.";
  private static final String VERSION = "1";

  private CheckpointFile() {}

  public static void write(Checkpoint checkpoint, Path file) {
    List<Tensor> tensors = new ArrayList<>();
    checkpoint.network().tensors().forEach(t -> tensors.add(t.withName(WEIGHTS + t.name())));
    checkpoint.average().values().forEach(t -> tensors.add(t.withName(AVERAGE + t.name())));
    checkpoint
        .moments()
        .forEach(
            (moment, byName) ->
                byName
                    .values()
                    .forEach(t -> tensors.add(t.withName(OPTIMISER + moment + "." + t.name()))));
    Progress progress = checkpoint.progress();
    Map<String, String> metadata = new LinkedHashMap<>(checkpoint.network().metadata());
    metadata.put(KEY + "version", VERSION);
    metadata.put(KEY + "step", Long.toString(progress.step()));
    metadata.put(KEY + "batch", Long.toString(progress.batch()));
    metadata.put(KEY + "best-score", Double.toString(progress.bestScore()));
    metadata.put(KEY + "best-step", Long.toString(progress.bestStep()));
    metadata.put(KEY + "seconds", Double.toString(progress.seconds()));
    metadata.put(KEY + "config", checkpoint.config());
    metadata.put(KEY + "data", checkpoint.dataDigest());
    Safetensors.write(Weights.of(tensors, metadata), file);
  }

  /**
   * @throws TrainingException if the file is no checkpoint of this library
   */
  public static Checkpoint read(Path file) {
    Weights all = Safetensors.read(file);
    Map<String, String> metadata = all.metadata();
    String version = metadata.get(KEY + "version");
    if (!VERSION.equals(version)) {
      throw new TrainingException(
          Problem.cannot("read the checkpoint")
              .at(file)
              .got(version == null ? "a file of weights only" : "version " + version)
              .expected("a checkpoint of version " + VERSION));
    }
    List<Tensor> network = new ArrayList<>();
    Map<String, Tensor> average = new LinkedHashMap<>();
    Map<String, Map<String, Tensor>> moments = new LinkedHashMap<>();
    for (Tensor tensor : all.tensors()) {
      String name = tensor.name();
      if (name.startsWith(WEIGHTS)) {
        network.add(tensor.withName(name.substring(WEIGHTS.length())));
      } else if (name.startsWith(AVERAGE)) {
        Tensor own = tensor.withName(name.substring(AVERAGE.length()));
        average.put(own.name(), own);
      } else if (name.startsWith(OPTIMISER)) {
        String rest = name.substring(OPTIMISER.length());
        String moment = rest.substring(0, Math.max(0, rest.indexOf('.')));
        Tensor own = tensor.withName(rest.substring(rest.indexOf('.') + 1));
        moments.computeIfAbsent(moment, m -> new LinkedHashMap<>()).put(own.name(), own);
      }
    }
    Map<String, String> networkMetadata = new LinkedHashMap<>(metadata);
    networkMetadata.keySet().removeIf(key -> key.startsWith(KEY));
    return new Checkpoint(
        Weights.of(network, networkMetadata),
        average,
        moments,
        progress(metadata, file),
        metadata.getOrDefault(KEY + "config", "{}"),
        metadata.getOrDefault(KEY + "data", ""));
  }

  private static Progress progress(Map<String, String> metadata, Path file) {
    try {
      return new Progress(
          Long.parseLong(metadata.getOrDefault(KEY + "step", "")),
          Long.parseLong(metadata.getOrDefault(KEY + "batch", "")),
          Double.parseDouble(metadata.getOrDefault(KEY + "best-score", "")),
          Long.parseLong(metadata.getOrDefault(KEY + "best-step", "")),
          Double.parseDouble(metadata.getOrDefault(KEY + "seconds", "")));
    } catch (NumberFormatException e) {
      throw new TrainingException(
          Problem.cannot("read the checkpoint").at(file).got("damaged counters"), e);
    }
  }
}
