package org.sr4j.eval.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * Says whether two runs saw the same files: SHA-256 of the list that {@code sha256sum} prints of
 * them, in the order of their paths. For Set5 at x2:
 *
 * <pre>
 * cd Set5 &amp;&amp; export LC_ALL=C &amp;&amp; sha256sum HR/*.png LR_bicubic/X2/*.png | sha256sum
 * </pre>
 */
final class TestSetDigest {

  private TestSetDigest() {}

  /**
   * @return 64 hexadecimal digits; a file that cannot be read counts as such
   */
  static String of(TestSet set, int scale) {
    List<Path> files = new ArrayList<>(set.references());
    set.pictures(scale).forEach(p -> p.lowRes().ifPresent(files::add));
    StringBuilder list = new StringBuilder();
    for (String path : relative(set.root(), files)) {
      list.append(digestOf(set.root().resolve(path))).append("  ").append(path).append('\n');
    }
    byte[] bytes = list.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static Collection<String> relative(Path root, List<Path> files) {
    TreeSet<String> paths = new TreeSet<>();
    for (Path file : files) {
      paths.add(root.relativize(file).toString().replace('\\', '/'));
    }
    return paths;
  }

  private static String digestOf(Path file) {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
