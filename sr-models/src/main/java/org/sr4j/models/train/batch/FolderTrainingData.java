package org.sr4j.models.train.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.model.ColourMode;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.train.config.DataConfig;

/**
 * Patches of the pictures in a folder. Every picture is decoded once, reduced once, and kept in
 * memory with 8 bits a sample.
 */
public final class FolderTrainingData implements TrainingDataSource {

  private static final Logger log = LoggerFactory.getLogger(FolderTrainingData.class);

  @Override
  public TrainingData open(DataConfig config, ColourMode colour, int scale, long seed) {
    PictureFiles files = PictureFiles.in(config.train());
    List<PicturePair> pairs = new ArrayList<>();
    for (Path file : files.files()) {
      PicturePair pair = PicturePair.of(ImageFiles.read(file), colour, scale);
      if (Math.min(pair.lowRes().width(), pair.lowRes().height()) < config.patch()) {
        log.warn("{} is smaller than a patch and is left out", file);
      } else {
        pairs.add(pair);
      }
    }
    if (pairs.isEmpty()) {
      throw new ImageException(
          Problem.cannot("make patches")
              .at(config.train())
              .got("only pictures smaller than a patch")
              .expected("sides of at least " + config.patch() * scale + " pixels"));
    }
    BatchShape shape = new BatchShape(config.batch(), colour.channels(), config.patch(), scale);
    BatchSource batches =
        new PairPatches(pairs, shape, config.augment(), config.smoothPatchThreshold(), seed);
    return new TrainingData(batches, pairs.size(), files.digest());
  }
}
