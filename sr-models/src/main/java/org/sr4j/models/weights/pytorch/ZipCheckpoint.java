package org.sr4j.models.weights.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.Elements;
import org.sr4j.models.weights.binary.MalformedException;
import org.sr4j.models.weights.pickle.PickleInput;
import org.sr4j.models.weights.pickle.Unpickler;

/**
 * The format since PyTorch 1.6: a zip archive with {@code <folder>/data.pkl}, the storages as
 * {@code <folder>/data/<key>}, and perhaps {@code <folder>/byteorder}. PyTorch never compresses
 * entries: compressed ones are refused, so that an archive cannot hold more than its own size.
 */
final class ZipCheckpoint implements Checkpoint {

  private static final String PICKLE = "data.pkl";

  private final ZipFile zip;
  private final String folder;
  private final ByteOrder order;
  private final Object root;

  private ZipCheckpoint(ZipFile zip) throws IOException {
    this.zip = zip;
    ZipEntry pickle = pickleEntry(zip);
    folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
    order = byteOrder();
    byte[] bytes = content(pickle, PyTorchCheckpoint.MAX_PICKLE);
    PickleInput input = new PickleInput(ByteSource.of(bytes), 0, bytes.length);
    root = Unpickler.read(input, new TorchTypes());
  }

  static ZipCheckpoint open(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      return new ZipCheckpoint(zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipEntry pickleEntry(ZipFile zip) {
    List<? extends ZipEntry> found =
        zip.stream()
            .filter(e -> e.getName().equals(PICKLE) || e.getName().endsWith("/" + PICKLE))
            .limit(2)
            .toList();
    if (found.size() != 1) {
      throw new MalformedException(
          "a zip archive with " + (found.isEmpty() ? "no " : "two ") + PICKLE,
          "one that torch.save wrote");
    }
    return found.get(0);
  }

  private ByteOrder byteOrder() throws IOException {
    ZipEntry entry = zip.getEntry(folder + "byteorder");
    if (entry == null) {
      return ByteOrder.LITTLE_ENDIAN; // older versions do not say
    }
    String text = new String(content(entry, 16), StandardCharsets.US_ASCII);
    return switch (text) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw new MalformedException("byte order " + text, "little or big");
    };
  }

  private byte[] content(ZipEntry entry, long limit) throws IOException {
    long size = entry.getSize();
    if (entry.getMethod() != ZipEntry.STORED || size != entry.getCompressedSize()) {
      throw new MalformedException(
          "the compressed entry " + entry.getName(), "stored ones, as torch.save writes them");
    }
    if (size > limit) {
      throw new MalformedException(
          "the entry " + entry.getName() + " of " + size + " bytes", "at most " + limit);
    }
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] bytes = stream.readNBytes((int) size);
      if (bytes.length != size) {
        throw new MalformedException("the end of the file in " + entry.getName(), size + " bytes");
      }
      return bytes;
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public float[] read(Storage storage) throws IOException {
    ZipEntry entry = zip.getEntry(folder + "data/" + storage.key());
    if (entry == null) {
      throw new MalformedException("no data of storage " + storage.key(), "some");
    }
    long bytes = storage.elements() * storage.type().bytes();
    if (entry.getSize() != bytes) {
      throw new MalformedException(
          "storage " + storage.key() + " of " + entry.getSize() + " bytes", bytes + " bytes");
    }
    byte[] content = content(entry, Integer.MAX_VALUE - 8);
    int count = (int) storage.elements();
    return Elements.read(ByteSource.of(content), 0, storage.type(), order, count);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
