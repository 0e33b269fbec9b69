package org.sr4j.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.image.ImageFormat;

/**
 * The PNG and JPEG files of a folder, sorted by name, so that position i is the same picture on
 * every machine. Files that are hidden or have another extension are left out.
 *
 * @param root the folder
 * @param files at least one
 */
public record ImageFolder(Path root, List<Path> files) {

  public ImageFolder {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new ImageException(
          Problem.cannot("use the image folder")
              .at(root)
              .got("no images")
              .expected("at least one .png, .jpg or .jpeg file"));
    }
  }

  /** The images that lie in the folder itself. */
  public static ImageFolder open(Path folder) {
    return open(folder, false);
  }

  /**
   * @param recursive whether images in subfolders count too
   * @throws ImageException if the folder is missing, unreadable or without images
   */
  public static ImageFolder open(Path folder, boolean recursive) {
    if (!Files.isDirectory(folder)) {
      throw new ImageException(
          Problem.cannot("use the image folder")
              .at(folder)
              .got(Files.exists(folder) ? "a file" : "nothing there")
              .expected("a folder"));
    }
    int depth = recursive ? Integer.MAX_VALUE : 1;
    try (Stream<Path> found = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      Comparator<Path> byName = Comparator.comparing(file -> relative(folder, file));
      return new ImageFolder(
          folder, found.filter(file -> isImage(folder, file)).sorted(byName).toList());
    } catch (IOException | UncheckedIOException e) {
      throw new ImageException(
          Problem.cannot("use the image folder").at(folder).got(e.toString()), e);
    }
  }

  private static boolean isImage(Path folder, Path file) {
    return ImageFormat.ofFileName(file).isPresent()
        && !relative(folder, file).startsWith(".")
        && !relative(folder, file).contains("/.")
        && Files.isRegularFile(file);
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  public int size() {
    return files.size();
  }

  /** Name of picture {@code i}: its path below the folder, with {@code /} on every system. */
  public String name(int i) {
    return relative(root, files.get(i));
  }

  /** Decodes picture {@code i}. */
  public Pixels read(int i) {
    return ImageFiles.read(files.get(i));
  }

  /**
   * SHA-256 (hexadecimal) over names and contents: says which data weights were trained on.
   *
   * @throws ImageException if a file cannot be read
   */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < size(); i++) {
        digest.update(name(i).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try (InputStream in = new DigestInputStream(Files.newInputStream(files.get(i)), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ImageException(
          Problem.cannot("compute the digest of the image folder").at(root).got(e.toString()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
