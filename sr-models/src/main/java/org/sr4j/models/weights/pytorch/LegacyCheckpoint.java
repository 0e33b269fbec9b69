package org.sr4j.models.weights.pytorch;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.Elements;
import org.sr4j.models.weights.binary.MalformedException;
import org.sr4j.models.weights.pickle.PickleInput;
import org.sr4j.models.weights.pickle.Unpickler;

/**
 * The format before PyTorch 1.6: five pickles (a magic number, the protocol version 1001, facts
 * about the machine, the value, the list of storage keys), then for every key the number of
 * elements as a 64-bit integer and the elements. All of them are little-endian, on whatever machine
 * they were written.
 */
final class LegacyCheckpoint implements Checkpoint {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private final ByteSource source;
  private final Object root;

  /** Where the elements of a storage begin. */
  private final Map<String, Long> positions = new HashMap<>();

  private LegacyCheckpoint(ByteSource source) throws IOException {
    this.source = source;
    PickleInput input = new PickleInput(source, 0, PyTorchCheckpoint.MAX_PICKLE);
    TorchTypes types = new TorchTypes();
    if (!MAGIC.equals(Unpickler.read(input, types))) {
      throw new MalformedException("a pickle that is no checkpoint", "one that torch.save wrote");
    }
    if (!Long.valueOf(VERSION).equals(Unpickler.read(input, types))) {
      throw new MalformedException("another version of the legacy format", "version " + VERSION);
    }
    Unpickler.read(input, types); // byte order and type sizes of the machine: of no use here
    root = Unpickler.read(input, types);
    locate(Unpickler.read(input, new TorchTypes()), types.storages(), input.position());
  }

  /** Takes over the source, also if it throws. */
  static LegacyCheckpoint open(ByteSource source) throws IOException {
    try {
      return new LegacyCheckpoint(source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private void locate(Object keys, Map<String, Storage> storages, long start) throws IOException {
    if (!(keys instanceof List<?> list)) {
      throw new MalformedException("no list of storages after the value", "one");
    }
    long size = source.size();
    long position = start;
    for (Object key : list) {
      Storage storage = key instanceof String name ? storages.get(name) : null;
      if (storage == null || positions.containsKey(storage.key())) {
        throw new MalformedException(
            "a storage that no tensor names, or a second of one key", null);
      }
      long bytes = storage.elements() * storage.type().bytes();
      if (size - position < Long.BYTES || size - position - Long.BYTES < bytes) {
        throw new MalformedException(
            "the end of the file in storage " + storage.key(), bytes + " bytes");
      }
      ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      source.read(position, count);
      if (count.getLong(0) != storage.elements()) {
        throw new MalformedException(
            count.getLong(0) + " elements in storage " + storage.key(), storage.elements() + "");
      }
      positions.put(storage.key(), position + Long.BYTES);
      position += Long.BYTES + bytes;
    }
    if (position != size) {
      throw new MalformedException((size - position) + " bytes after the last storage", "none");
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public float[] read(Storage storage) throws IOException {
    Long position = positions.get(storage.key());
    if (position == null) {
      throw new MalformedException("no data of storage " + storage.key(), "some");
    }
    // The constructor has seen that the file holds all of it.
    int count = (int) storage.elements();
    return Elements.read(source, position, storage.type(), ByteOrder.LITTLE_ENDIAN, count);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
