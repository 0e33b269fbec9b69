package org.sr4j.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.ImageException;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.image.Pictures;

class ImageFolderTest {

  @TempDir Path folder;

  private void put(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageFiles.write(Pictures.random(8, 6, 3, false, 8), file);
  }

  private static List<String> names(ImageFolder images) {
    return IntStream.range(0, images.size()).mapToObj(images::name).toList();
  }

  @Test
  void sortedByNameWithoutWhatIsNoImage() throws IOException {
    for (String name :
        List.of("b.png", "a.JPG", "c.jpeg", "sub/d.png", ".hidden.png", ".d/e.png")) {
      put(name);
    }
    Files.writeString(folder.resolve("notes.txt"), "x");
    Files.createDirectory(folder.resolve("z.png"));
    assertThat(names(ImageFolder.open(folder))).containsExactly("a.JPG", "b.png", "c.jpeg");
    assertThat(names(ImageFolder.open(folder, true)))
        .containsExactly("a.JPG", "b.png", "c.jpeg", "sub/d.png");
    assertThat(ImageFolder.open(folder).read(1)).isEqualTo(Pictures.random(8, 6, 3, false, 8));
  }

  @Test
  void digestChangesWithNamesAndContents() throws IOException {
    put("a.png");
    String first = ImageFolder.open(folder).digest();
    assertThat(first).hasSize(64).isEqualTo(ImageFolder.open(folder).digest());
    Files.move(folder.resolve("a.png"), folder.resolve("b.png"));
    String renamed = ImageFolder.open(folder).digest();
    assertThat(renamed).isNotEqualTo(first);
    ImageFiles.write(Pictures.random(8, 5, 3, false, 8), folder.resolve("b.png"));
    assertThat(ImageFolder.open(folder).digest()).isNotEqualTo(renamed);
  }

  @Test
  void foldersThatCannotBeUsed() throws IOException {
    assertThatThrownBy(() -> ImageFolder.open(folder))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot use the image folder ["
                + folder
                + "]: got no images, expected at least one .png, .jpg or .jpeg file.");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> ImageFolder.open(missing))
        .hasMessage(
            "Cannot use the image folder [" + missing + "]: got nothing there, expected a folder.");
    put("a.png");
    assertThatThrownBy(() -> ImageFolder.open(folder.resolve("a.png")))
        .hasMessageContaining("got a file, expected a folder");
  }

  @Test
  void aLoopOfLinksEndsInAMessage() throws IOException {
    put("sub/a.png");
    Files.createSymbolicLink(folder.resolve("sub/loop"), folder);
    assertThatThrownBy(() -> ImageFolder.open(folder, true))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("loop");
  }
}
