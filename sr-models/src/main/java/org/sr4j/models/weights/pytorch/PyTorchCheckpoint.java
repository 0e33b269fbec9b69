package org.sr4j.models.weights.pytorch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.MalformedException;
import org.sr4j.models.weights.binary.TensorRules;

/**
 * Reads the tensors of PyTorch checkpoints as floats. Only the network's own dictionary is read: of
 * several, moving averages ({@code params_ema}) before the parameters themselves; states of the
 * optimiser and the like stay unread. Integer tensors are refused, but for batch normalisation's
 * {@code num_batches_tracked}.
 */
public final class PyTorchCheckpoint {

  /** Metadata key under which the weights name the dictionary in the file that they come from. */
  public static final String SOURCE = "pytorch.source";

  /** Limit on what describes the tensors, in bytes; 100 kB are usual. */
  static final int MAX_PICKLE = 16 << 20;

  /**
   * Tensors may share storages: all together may be so many times as large as the file. Twice is
   * what half precision takes.
   */
  private static final long MAX_EXPANSION = 16;

  private PyTorchCheckpoint() {}

  /**
   * Reads a legacy checkpoint.
   *
   * @throws MalformedException if it breaks the format or asks for more than tensors
   */
  public static Weights readLegacy(Path file) throws IOException {
    try (Checkpoint checkpoint = LegacyCheckpoint.open(ByteSource.of(file))) {
      return weights(checkpoint, Files.size(file));
    }
  }

  /**
   * Reads a zip checkpoint.
   *
   * @throws MalformedException if it breaks the format or asks for more than tensors
   */
  public static Weights readZip(Path file) throws IOException {
    try (Checkpoint checkpoint = ZipCheckpoint.open(file)) {
      return weights(checkpoint, Files.size(file));
    }
  }

  private static Weights weights(Checkpoint checkpoint, long fileSize) throws IOException {
    StateDict state = StateDict.find(checkpoint.root());
    checkTotal(state, fileSize);
    Map<String, float[]> storages = new HashMap<>();
    List<Tensor> tensors = new ArrayList<>();
    for (Map.Entry<String, StoredTensor> entry : state.tensors().entrySet()) {
      StoredTensor stored = entry.getValue();
      if (stored.storage().type().floating()) {
        tensors.add(tensor(checkpoint, entry.getKey(), stored, storages));
      } else if (!TensorRules.isCounter(entry.getKey())) {
        throw new MalformedException(
            entry.getKey() + " of whole numbers (" + stored.storage().type() + ")",
            "floating-point weights");
      }
    }
    Map<String, String> metadata = state.path().isEmpty() ? Map.of() : Map.of(SOURCE, state.path());
    return Weights.of(tensors, metadata);
  }

  private static void checkTotal(StateDict state, long fileSize) {
    long tensors = state.tensors().values().stream().mapToLong(StoredTensor::elements).sum();
    long storages =
        state.tensors().values().stream()
            .map(StoredTensor::storage)
            .distinct()
            .mapToLong(Storage::elements)
            .sum();
    if (Math.max(tensors, storages) > MAX_EXPANSION * fileSize / Float.BYTES) {
      throw new MalformedException(
          "tensors of more than " + MAX_EXPANSION + " times the size of the file", null);
    }
  }

  private static Tensor tensor(
      Checkpoint checkpoint, String name, StoredTensor stored, Map<String, float[]> storages)
      throws IOException {
    String key = stored.storage().key();
    float[] all = storages.get(key);
    if (all == null) {
      all = checkpoint.read(stored.storage());
      storages.put(key, all);
    }
    float[] values = stored.gather(all);
    TensorRules.checkFinite(name, stored.sizes(), values);
    return new Tensor(name, stored.sizes(), values);
  }
}
