package org.sr4j.models.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.data.patch.PatchBatch;
import org.sr4j.models.engine.nd4j.GradientGraph;
import org.sr4j.models.engine.nd4j.GradientPlan;
import org.sr4j.models.network.Network;
import org.sr4j.models.train.batch.BatchPrefetcher;
import org.sr4j.models.train.batch.BatchShape;
import org.sr4j.models.train.batch.TrainingData;
import org.sr4j.models.train.checkpoint.Progress;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.loss.LossGraph;
import org.sr4j.models.train.report.CsvLog;
import org.sr4j.models.train.validation.Validation;

/** The loop: batches, steps, validations, checkpoints. Owns what a run needs; close it. */
final class TrainingRun implements AutoCloseable {

  private final TrainingConfig config;
  private final TrainingState state;
  private final TrainingData data;
  private final Optional<Validation> validation;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final GradientPlan gradients;
  private final BatchFeed feed;
  private final TrainingStep step;
  private final BatchPrefetcher batches;
  private final Set<String> initialStrategies;
  private double loss = Double.NaN;
  private Map<String, Double> scores = Map.of();

  TrainingRun(
      TrainingConfig config,
      TrainingState state,
      TrainingData data,
      Optional<Validation> validation,
      Checkpoints checkpoints,
      Set<String> initialStrategies,
      TrainingListener listener) {
    this.config = config;
    this.state = state;
    this.data = data;
    this.validation = validation;
    this.checkpoints = checkpoints;
    this.initialStrategies = initialStrategies;
    SortedSet<String> columns = new TreeSet<>();
    validation.ifPresent(v -> columns.addAll(v.scoreNames(config.scale())));
    this.listener = TrainingListener.all(new CsvLog(checkpoints.folder().log(), columns), listener);
    Network network = state.network();
    ModelDescriptor descriptor = network.descriptor();
    int channels = descriptor.colour().channels();
    int patch = config.data().patch();
    BatchShape shape = new BatchShape(config.data().batch(), channels, patch, config.scale());
    LossGraph graph =
        LossGraph.append(
            network.trainingGraph(new Size(patch, patch)), channels, DataType.FLOAT, config.loss());
    feed = new BatchFeed(graph, shape);
    gradients =
        GradientGraph.of(graph.network(), graph.total(), List.of())
            .plan(feed.placeholders(), graph.partVariables());
    step = new TrainingStep(config, graph, gradients, state);
    batches =
        new BatchPrefetcher(data.batches(), state.progress().batch(), config.data().workers());
  }

  TrainingResult toEnd() {
    try {
      return loop();
    } catch (RuntimeException e) {
      listener.onFailure(e);
      throw e;
    }
  }

  private TrainingResult loop() {
    listener.onStart(
        new TrainingStart(
            config,
            state.parameters().length(),
            state.progress().step(),
            data.pictures(),
            validation.map(Validation::size).orElse(0),
            initialStrategies));
    boolean stopped = false;
    while (state.progress().step() < config.steps() && !stopped) {
      advance();
      long done = state.progress().step();
      stopped = listener.shouldStop() && done < config.steps();
      boolean last = done == config.steps();
      // Not on a stop: the scores of a run must not depend on where it was interrupted.
      if (validation.isPresent() && (done % config.validateEvery() == 0 || last)) {
        validate(validation.get());
      }
      if (done % config.checkpointEvery() == 0 || last || stopped) {
        listener.onCheckpoint(checkpoints.write(), done);
      }
    }
    TrainingResult result = result(stopped);
    listener.onEnd(result);
    return result;
  }

  private void advance() {
    long begin = System.nanoTime();
    PatchBatch batch = batches.take();
    long ready = System.nanoTime();
    TrainingStep.Outcome outcome = step.take(feed.fill(batch));
    long end = System.nanoTime();
    state.progress(state.progress().advanced((end - begin) * 1e-9));
    loss = outcome.loss();
    listener.onStep(
        new StepReport(
            state.progress().step(),
            config.steps(),
            outcome.loss(),
            outcome.learningRate(),
            outcome.gradientNorm(),
            (end - begin) * 1e-6,
            (ready - begin) * 1e-6));
  }

  private void validate(Validation pictures) {
    long begin = System.nanoTime();
    state.withAverage(() -> scores = pictures.run(state.network()));
    Progress progress = state.progress();
    double score = scores.get(pictures.primary());
    boolean best = progress.isBest(score);
    if (best) {
      state.progress(progress.withBest(score));
      checkpoints.writeWeights(checkpoints.folder().best(), scores);
    }
    listener.onValidation(
        new ValidationReport(
            progress.step(), pictures.primary(), scores, best, (System.nanoTime() - begin) * 1e-9));
  }

  private TrainingResult result(boolean stopped) {
    RunFolder folder = checkpoints.folder();
    checkpoints.writeWeights(folder.latest(), scores);
    Progress progress = state.progress();
    boolean validated = !Double.isNaN(progress.bestScore());
    return new TrainingResult(
        progress.step(),
        loss,
        validated ? Optional.of(progress.bestScore()) : Optional.empty(),
        progress.bestStep(),
        folder.checkpoint(),
        validated ? folder.best() : folder.latest(),
        stopped);
  }

  @Override
  public void close() {
    batches.close();
    gradients.close();
    feed.close();
  }
}
