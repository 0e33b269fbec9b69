package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.examples.cli.UpscalePlan.Job;

class UpscalePlanTest {

  @TempDir private Path folder;

  @Test
  void aFolderStandsForItsPicturesSortedByName() throws IOException {
    Files.createDirectories(folder.resolve("in/sub"));
    Files.createFile(folder.resolve("in/b.PNG"));
    Files.createFile(folder.resolve("in/a.jpeg"));
    Files.createFile(folder.resolve("in/notes.txt"));
    Files.createFile(folder.resolve("in/sub/c.png"));

    UpscalePlan plan = plan("out", folder.resolve("in"));

    assertThat(plan.failures()).isEmpty();
    assertThat(plan.jobs())
        .containsExactly(
            new Job(folder.resolve("in/a.jpeg"), folder.resolve("out/a_x2.png")),
            new Job(folder.resolve("in/b.PNG"), folder.resolve("out/b_x2.png")));
  }

  @Test
  void aFolderWithoutPicturesFailsAndTheRestGoesOn() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path photo = Files.createFile(folder.resolve("photo.png"));

    UpscalePlan plan = plan("out", empty, photo);

    assertThat(plan.jobs()).containsExactly(new Job(photo, folder.resolve("out/photo_x2.png")));
    assertThat(plan.failures()).containsOnlyKeys(empty);
    assertThat(plan.failures().get(empty))
        .hasMessage(
            "Cannot read the folder [%s]: got no picture, expected files *.png, *.jpg, *.jpeg.",
            empty);
  }

  @Test
  void anInputIsNeverOverwritten() throws IOException {
    Path photo = Files.createFile(folder.resolve("photo.png"));

    UpscalePlan plan = plan("photo.png", photo);

    assertThat(plan.jobs()).isEmpty();
    assertThat(plan.failures().get(photo))
        .hasMessage(
            "Cannot write the output [%s]: got an input picture."
                + " Inputs are never overwritten: choose another name.",
            photo);
  }

  @Test
  void anInputIsNotOverwrittenThroughALinkEither() throws IOException {
    Path photo = Files.createFile(folder.resolve("photo.png"));
    Files.createSymbolicLink(folder.resolve("link.png"), photo);

    assertThat(plan("link.png", photo).failures()).containsOnlyKeys(photo);
  }

  @Test
  void nobodysOutputOverwritesAnotherInput() throws IOException {
    Path photo = Files.createFile(folder.resolve("photo.png"));
    Path earlier = Files.createFile(folder.resolve("photo_x2.png"));

    UpscalePlan plan = plan("", photo, earlier);

    assertThat(plan.failures()).containsOnlyKeys(photo);
    assertThat(plan.jobs()).containsExactly(new Job(earlier, folder.resolve("photo_x2_x2.png")));
  }

  @Test
  void twoInputsDoNotShareAnOutput() throws IOException {
    Path png = Files.createFile(folder.resolve("photo.png"));
    Path jpg = Files.createFile(folder.resolve("photo.jpg"));

    UpscalePlan plan = plan("out", png, jpg);

    assertThat(plan.jobs()).extracting(Job::input).containsExactly(png);
    assertThat(plan.failures().get(jpg))
        .hasMessage(
            "Cannot enlarge the picture [%s]: got the same output as for %s: %s."
                + " Enlarge them into different folders.",
            jpg, png, folder.resolve("out/photo_x2.png"));
  }

  private UpscalePlan plan(String output, Path... inputs) {
    List<Path> all = List.of(inputs);
    return UpscalePlan.of(all, OutputTarget.of(folder.resolve(output).toString(), all), 2);
  }
}
