package org.sr4j.models.train.batch;

import java.util.List;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.data.augment.Augmentation;
import org.sr4j.data.dataset.ImageFolder;
import org.sr4j.data.dataset.TrainingPair;
import org.sr4j.data.dataset.TrainingPairs;
import org.sr4j.data.image.ImageLimits;
import org.sr4j.data.patch.PatchOptions;
import org.sr4j.data.patch.PatchSampler;
import org.sr4j.models.train.config.DataConfig;

/** Patches of the pictures in a folder, which is decoded once into memory. */
public final class FolderTrainingData implements TrainingDataSource {

  @Override
  public TrainingData open(DataConfig config, ModelDescriptor network, int scale, long seed) {
    ImageFolder folder = ImageFolder.open(config.train());
    List<TrainingPair> pairs = TrainingPairs.load(folder, scale, ImageLimits.DEFAULT);
    PatchOptions options =
        PatchOptions.of(scale, config.patch() * scale, config.batch(), seed)
            .withColour(network.colour())
            .withRange(network.range())
            .withAugmentation(config.augment() ? Augmentation.ALL : Augmentation.NONE)
            .withLowRes(config.lowRes())
            .withMinDetail(config.minDetail());
    return new TrainingData(new PatchSampler(pairs, options)::batch, pairs.size(), folder.digest());
  }
}
