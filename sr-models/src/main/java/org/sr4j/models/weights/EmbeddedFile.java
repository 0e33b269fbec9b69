package org.sr4j.models.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;

/**
 * A file that a jar on the class path brings along.
 *
 * @param resource where it lies
 * @param sha256 its digest, 64 hexadecimal digits
 */
public record EmbeddedFile(URL resource, String sha256) {

  /**
   * The bytes.
   *
   * @throws WeightsException if they cannot be read or do not have the digest
   */
  byte[] read() {
    byte[] file;
    try (InputStream stream = EmbeddedResource.open(resource)) {
      file = stream.readAllBytes();
    } catch (IOException e) {
      throw new WeightsException(
          Problem.cannot("read embedded weights").at(resource).got(e.getMessage()), e);
    }
    String digest = sha256(file);
    if (!digest.equals(sha256)) {
      throw new WeightsException(
          Problem.cannot("read embedded weights")
              .at(resource)
              .got("SHA-256 " + digest)
              .expected(sha256)
              .advice("The jar is damaged, or its index is older than the file."));
    }
    return file;
  }

  static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
