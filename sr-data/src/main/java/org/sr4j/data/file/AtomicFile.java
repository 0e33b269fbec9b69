package org.sr4j.data.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file that is either complete or not there: the bytes go to a temporary file in the same
 * folder, which then takes the final name in one step. A failure, a full disk or a killed process
 * leaves what was at the final name before.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param target final name; its folder must exist; a symbolic link is followed
   * @throws IOException if anything fails; the temporary file is gone then and {@code target} is as
   *     it was
   */
  public static void write(Path target, Content content) throws IOException {
    Path file = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null || (Files.exists(file) && !Files.isRegularFile(file))) {
      throw new IOException(target + " exists and is not a file");
    }
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "the folder does not exist");
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    // Not Files.createTempFile: it makes files that only their owner may read.
    String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path temporary = folder.resolve("." + file.getFileName() + "." + suffix + ".tmp");
    try {
      writeNew(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (Throwable failure) {
      deleteAfter(failure, temporary);
      throw failure;
    }
  }

  private static void writeNew(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      content.writeTo(out);
      out.flush();
      // Before the rename: otherwise a power cut could leave the final name with missing bytes.
      channel.force(true);
    }
  }

  private static void deleteAfter(Throwable failure, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
