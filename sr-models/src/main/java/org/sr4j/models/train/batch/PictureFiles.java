package org.sr4j.models.train.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.image.ImageFormat;

/**
 * The pictures in a folder, sorted by name; subfolders are not entered.
 *
 * @param files at least one
 */
public record PictureFiles(Path folder, List<Path> files) {

  /**
   * @throws ImageException if the folder cannot be read or holds no pictures
   */
  public static PictureFiles in(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(f -> Files.isRegularFile(f) && ImageFormat.ofFileName(f).isPresent())
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new ImageException(
            Problem.cannot("read the pictures")
                .at(folder)
                .got("no picture in it")
                .expected("PNG or JPEG files"));
      }
      return new PictureFiles(folder, files);
    } catch (IOException e) {
      throw new ImageException(
          Problem.cannot("read the pictures")
              .at(folder)
              .got(e.toString())
              .expected("a folder of PNG or JPEG files"),
          e);
    }
  }

  /** SHA-256 over names and contents, hexadecimal. */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ImageException(Problem.cannot("read the pictures").at(folder).got(e.toString()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
