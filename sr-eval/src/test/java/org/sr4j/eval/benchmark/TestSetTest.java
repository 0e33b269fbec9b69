package org.sr4j.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.ImageException;

class TestSetTest {

  @TempDir Path folder;

  @Test
  void listsTheReferencesOfTheUsualLayouts() throws IOException {
    Path flat = Files.createDirectories(folder.resolve("Flat"));
    touch(flat.resolve("b.PNG"), flat.resolve("a.jpg"), flat.resolve("notes.txt"));
    Path nested = Files.createDirectories(folder.resolve("Set5/HR")).getParent();
    touch(nested.resolve("HR/baby.png"));

    assertThat(TestSet.open(flat).references())
        .containsExactly(flat.resolve("a.jpg"), flat.resolve("b.PNG"));
    assertThat(TestSet.open(nested)).isEqualTo(TestSet.open(nested.resolve("HR")));
    assertThat(TestSet.open(nested).name()).isEqualTo("Set5");
    assertThat(TestSet.open(nested).references()).containsExactly(nested.resolve("HR/baby.png"));
  }

  @Test
  void findsLowResolutionFilesOfTheScale() throws IOException {
    Path x2 = Files.createDirectories(folder.resolve("LR_bicubic/X2"));
    touch(folder.resolve("a.png"), folder.resolve("b.png"), folder.resolve("c.png"));
    touch(x2.resolve("ax2.png"), x2.resolve("b.png"));
    TestSet set = TestSet.open(folder);

    assertThat(set.pictures(2))
        .extracting(p -> p.lowRes().orElseThrow().getFileName().toString())
        .containsExactly("ax2.png", "b.png", "cx2.png");
    assertThat(set.pictures(3)).allMatch(p -> p.lowRes().isEmpty());
    assertThat(set.hasLowRes(2)).isTrue();
    assertThat(set.hasLowRes(3)).isFalse();
  }

  @Test
  void aFolderWithoutPicturesIsRefused() {
    assertThatThrownBy(() -> TestSet.open(folder))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot open the data set [%s]: got no picture, expected PNG or JPEG files, here or in a"
                + " folder HR.",
            folder);
    assertThatThrownBy(() -> TestSet.open(folder.resolve("none")))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot open the data set [%s]: got NoSuchFileException, expected a folder of pictures.",
            folder.resolve("none"));
  }

  @Test
  void theDigestIsThatOfTheListThatSha256sumPrints() throws Exception {
    Path root = Files.createDirectories(folder.resolve("HR")).getParent();
    Path x2 = Files.createDirectories(folder.resolve("LR_bicubic/X2"));
    Files.writeString(root.resolve("HR/b.png"), "B");
    Files.writeString(root.resolve("HR/a.png"), "A");
    Files.writeString(x2.resolve("ax2.png"), "a");
    TestSet set = TestSet.open(root);

    String list =
        sha256("A")
            + "  HR/a.png\n"
            + (sha256("B") + "  HR/b.png\n")
            + (sha256("a") + "  LR_bicubic/X2/ax2.png\n")
            + "unreadable  LR_bicubic/X2/bx2.png\n";
    assertThat(TestSetDigest.of(set, 2)).isEqualTo(sha256(list));
    assertThat(TestSetDigest.of(set, 4))
        .isEqualTo(sha256(sha256("A") + "  HR/a.png\n" + sha256("B") + "  HR/b.png\n"));
  }

  private static void touch(Path... files) throws IOException {
    for (Path file : List.of(files)) {
      Files.createFile(file);
    }
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
