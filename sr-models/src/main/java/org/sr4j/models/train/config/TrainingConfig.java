package org.sr4j.models.train.config;

import java.nio.file.Path;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.train.loss.Loss;
import org.sr4j.models.train.optimiser.AdamOptions;
import org.sr4j.models.train.optimiser.OptimiserOptions;
import org.sr4j.models.train.schedule.Schedule;

/**
 * A training run. Components that are null take their default. Relative paths are relative to the
 * working directory.
 *
 * @param model which network
 * @param scale factor
 * @param seed of initial weights, patches and augmentation (default 1)
 * @param weights file of weights to start from instead of random ones; none by default
 * @param data what it learns from
 * @param loss {@code l1} (default), {@code mse} or {@code charbonnier}
 * @param optimiser default Adam
 * @param schedule learning rate by step
 * @param strategyTraining how the parameters of the model's strategies learn; like all others if
 *     null
 * @param steps length of the run
 * @param clip largest global norm of the gradient; 0 does not clip (default 0)
 * @param emaDecay decay of the moving average of weights, in [0,1); the average is what is
 *     validated and shipped; 0 uses the weights themselves (default 0.999)
 * @param logEvery steps per row of the log (default 100)
 * @param validateEvery steps between validations (default 1000)
 * @param checkpointEvery steps between checkpoints (default 1000)
 * @param out folder for checkpoints, best weights and log
 * @param resume whether to go on from the checkpoint in {@code out}, if there is one (default
 *     false: a run never overwrites another)
 */
public record TrainingConfig(
    ModelConfig model,
    Integer scale,
    Long seed,
    Path weights,
    DataConfig data,
    Loss loss,
    OptimiserOptions optimiser,
    Schedule schedule,
    StrategyTraining strategyTraining,
    Long steps,
    Double clip,
    Double emaDecay,
    Long logEvery,
    Long validateEvery,
    Long checkpointEvery,
    Path out,
    Boolean resume) {

  public TrainingConfig {
    Check.given("model", model);
    Check.given("scale", scale);
    Check.given("data", data);
    Check.given("schedule", schedule);
    Check.given("steps", steps);
    Check.given("out", out);
    scale = (int) Check.atLeast(1, "scale", scale, 1);
    seed = seed == null ? 1L : seed;
    loss = loss == null ? Loss.L1 : loss;
    optimiser = optimiser == null ? new AdamOptions() : optimiser;
    steps = Check.atLeast(1, "steps", steps, 1);
    clip = clip == null ? 0.0 : clip;
    emaDecay = emaDecay == null ? 0.999 : emaDecay;
    logEvery = Check.atLeast(1, "log-every", logEvery, 100);
    validateEvery = Check.atLeast(1, "validate-every", validateEvery, 1000);
    checkpointEvery = Check.atLeast(1, "checkpoint-every", checkpointEvery, 1000);
    resume = resume != null && resume;
    if (!(clip >= 0) || clip.isInfinite()) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at("clip")
              .got(clip)
              .expected("at least 0"));
    }
    if (!(emaDecay >= 0 && emaDecay < 1)) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at("ema-decay")
              .got(emaDecay)
              .expected("at least 0 and below 1"));
    }
    if (strategyTraining != null) {
      strategyTraining.checkSteps(steps);
    }
  }

  /** How the parameters of strategies learn. */
  public StrategyTraining strategyTrainingOrNone() {
    return strategyTraining == null ? StrategyTraining.none() : strategyTraining;
  }

  /**
   * Checks what a configuration may lack until it is run: strategies may come from elsewhere.
   *
   * @throws OptionsException if strategies are to be trained and the model has none
   */
  public void checkStrategies() {
    if (strategyTraining != null && model.strategies().isEmpty()) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at("strategy-training")
              .got("a model without strategies")
              .expected("strategies of the model, or none to train"));
    }
  }

  /** The network to build. */
  public NetworkSpec networkSpec() {
    return model.networkSpec(scale);
  }

  /** The same run of another network. */
  public TrainingConfig withModel(ModelConfig other) {
    return with(other, strategyTraining, out, resume);
  }

  /** The same run with its strategies' parameters learning otherwise. */
  public TrainingConfig withStrategyTraining(StrategyTraining other) {
    return with(model, other, out, resume);
  }

  /** The same run, going on from its checkpoint or not. */
  public TrainingConfig withResume(boolean value) {
    return with(model, strategyTraining, out, value);
  }

  /** The same run into another folder. */
  public TrainingConfig withOut(Path folder) {
    return with(model, strategyTraining, folder, resume);
  }

  private TrainingConfig with(
      ModelConfig otherModel, StrategyTraining otherTraining, Path folder, boolean resumes) {
    return new TrainingConfig(
        otherModel,
        scale,
        seed,
        weights,
        data,
        loss,
        optimiser,
        schedule,
        otherTraining,
        steps,
        clip,
        emaDecay,
        logEvery,
        validateEvery,
        checkpointEvery,
        folder,
        resumes);
  }
}
