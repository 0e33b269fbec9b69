package org.sr4j.models.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;

/** The folder of a run and the names of the files in it. */
record RunFolder(Path path) {

  /** Checkpoint to go on from. */
  Path checkpoint() {
    return path.resolve("last.safetensors");
  }

  /** Averaged weights of the best validation. */
  Path best() {
    return path.resolve("best.safetensors");
  }

  /** Averaged weights at the end of the run. */
  Path latest() {
    return path.resolve("final.safetensors");
  }

  Path log() {
    return path.resolve("log.csv");
  }

  /**
   * Makes the folder.
   *
   * @return whether there is a checkpoint to go on from
   * @throws TrainingException if there is one and it must not be continued, or the folder cannot be
   *     made
   */
  boolean open(boolean resume) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new TrainingException(
          Problem.cannot("make the folder of the run").at(path).got(e.toString()), e);
    }
    boolean exists = Files.exists(checkpoint());
    if (exists && !resume) {
      throw new TrainingException(
          Problem.cannot("start training")
              .at(path)
              .got("the checkpoint of another run")
              .advice("Set resume to true to go on from it, or out to another folder."));
    }
    return exists;
  }
}
