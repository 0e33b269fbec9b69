package org.sr4j.models.train;

import com.google.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.sr4j.api.error.TrainingException;
import org.sr4j.api.metric.Validator;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.Networks;
import org.sr4j.models.train.batch.TrainingData;
import org.sr4j.models.train.batch.TrainingDataSource;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.validation.EnlargerSource;
import org.sr4j.models.train.validation.PictureSetSource;
import org.sr4j.models.train.validation.Validation;
import org.sr4j.models.weights.WeightsFiles;

/**
 * Trains networks. A run writes into its folder: {@code last.safetensors}, the checkpoint that it
 * goes on from; {@code best.safetensors}, the averaged weights of the best validation; {@code
 * final.safetensors}, those of the end; and {@code log.csv}, the curve.
 *
 * <p>The same configuration on the same machine with the same number of threads gives the same
 * weights, also if the run was interrupted and resumed.
 */
public final class Trainer {

  private final Networks networks;
  private final TrainingDataSource data;
  private final PictureSetSource pictures;
  private final EnlargerSource enlargers;
  private final Validator validator;

  @Inject
  public Trainer(
      Networks networks,
      TrainingDataSource data,
      PictureSetSource pictures,
      EnlargerSource enlargers,
      Validator validator) {
    this.networks = networks;
    this.data = data;
    this.pictures = pictures;
    this.enlargers = enlargers;
    this.validator = validator;
  }

  /**
   * Trains to the end, or until the listener stops it.
   *
   * @throws org.sr4j.api.error.OptionsException if strategies are to be trained and there are none
   * @throws TrainingException if the run cannot start, may not be resumed, or its loss is no longer
   *     finite; checkpoints and best weights written before stay
   */
  public TrainingResult run(TrainingConfig config, TrainingListener listener) {
    config.checkStrategies();
    RunFolder folder = new RunFolder(config.out());
    boolean resumes = folder.open(config.resume());
    try (Network network = networks.create(config.networkSpec(), config.seed())) {
      Set<String> initialStrategies = Set.of();
      if (config.weights() != null && !resumes) {
        initialStrategies = network.startFrom(WeightsFiles.read(config.weights()));
      }
      TrainingData trainingData =
          data.open(config.data(), network.descriptor(), config.scale(), config.seed());
      Optional<Validation> validation =
          Optional.ofNullable(config.data().validation())
              .map(f -> new Validation(pictures.open(f, config.scale()), validator, enlargers));
      TrainingState state = new TrainingState(network, config);
      Checkpoints checkpoints = new Checkpoints(config, folder, state, trainingData.digest());
      if (resumes) {
        checkpoints.resume();
      }
      try (TrainingRun run =
          new TrainingRun(
              config, state, trainingData, validation, checkpoints, initialStrategies, listener)) {
        return run.toEnd();
      }
    }
  }
}
