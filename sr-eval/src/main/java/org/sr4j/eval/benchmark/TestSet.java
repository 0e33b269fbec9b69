package org.sr4j.eval.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.image.ImageFormat;

/**
 * A folder of reference pictures, in one of the usual layouts:
 *
 * <pre>
 * Set5/HR/baby.png, ...   and perhaps   Set5/LR_bicubic/X2/babyx2.png, ...
 * Set5/baby.png, ...
 * </pre>
 *
 * @param name the folder's name
 * @param root the folder
 * @param references its reference pictures in the order of their names
 */
public record TestSet(String name, Path root, List<Path> references) {

  private static final String HIGH_RES = "HR";
  private static final String LOW_RES = "LR_bicubic";

  public TestSet {
    references = List.copyOf(references);
  }

  /**
   * @param folder the data set's folder, or its {@code HR} folder
   * @throws ImageException if it cannot be listed or holds no picture
   */
  public static TestSet open(Path folder) {
    Path given = folder.toAbsolutePath().normalize();
    boolean isHighRes = given.endsWith(HIGH_RES) && given.getNameCount() > 1;
    Path root = isHighRes ? given.getParent() : given;
    Path pictures = root.resolve(HIGH_RES);
    return new TestSet(
        String.valueOf(root.getFileName()),
        root,
        list(Files.isDirectory(pictures) ? pictures : root));
  }

  private static List<Path> list(Path folder) {
    Problem problem = Problem.cannot("open the data set").at(folder);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> pictures =
          files
              .filter(f -> ImageFormat.ofFileName(f).isPresent() && Files.isRegularFile(f))
              .sorted()
              .toList();
      if (pictures.isEmpty()) {
        throw new ImageException(
            problem.got("no picture").expected("PNG or JPEG files, here or in a folder HR"));
      }
      return pictures;
    } catch (IOException e) {
      throw new ImageException(
          problem.got(e.getClass().getSimpleName()).expected("a folder of pictures"), e);
    }
  }

  /** Whether low-resolution pictures of this scale come with the data set. */
  public boolean hasLowRes(int scale) {
    return Files.isDirectory(lowResFolder(scale));
  }

  private Path lowResFolder(int scale) {
    return root.resolve(LOW_RES).resolve("X" + scale);
  }

  /** The pictures with their low-resolution files, where the data set has any of this scale. */
  public List<TestPicture> pictures(int scale) {
    boolean fromFiles = hasLowRes(scale);
    List<TestPicture> pictures = new ArrayList<>();
    for (Path reference : references) {
      String file = reference.getFileName().toString();
      String stem = file.substring(0, file.lastIndexOf('.'));
      String extension = file.substring(file.lastIndexOf('.'));
      Path suffixed = lowResFolder(scale).resolve(stem + "x" + scale + extension);
      Path plain = lowResFolder(scale).resolve(file);
      Path lowRes = !Files.exists(suffixed) && Files.exists(plain) ? plain : suffixed;
      pictures.add(
          new TestPicture(stem, reference, fromFiles ? Optional.of(lowRes) : Optional.empty()));
    }
    return pictures;
  }
}
