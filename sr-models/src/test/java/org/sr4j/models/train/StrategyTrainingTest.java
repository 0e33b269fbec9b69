package org.sr4j.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.Networks;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.train.config.ModelConfig;
import org.sr4j.models.train.config.StrategyTraining;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.report.LogReport;
import org.sr4j.models.train.testing.SyntheticData;
import org.sr4j.models.train.testing.TestRun;
import org.sr4j.models.weights.Safetensors;

/** First the strategies' parameters, then all; on a host with a buffer of its own. */
class StrategyTrainingTest {

  private static final Networks NETWORKS = new Networks(Registry.of(new ModelsPlugin()));

  private static final ModelConfig HOST =
      new ModelConfig(
          "edsr-shallow", Map.of("blocks", 1, "features", 4, "attention", "CBAM_SA"), null);

  private static final Predicate<String> OF_STRATEGIES =
      name -> name.startsWith("ggas.") || name.startsWith("cwss.");

  private static final String HOSTS_BUFFER = "attention.spatial.bn.running_mean";
  private static final String OWN_BUFFER = "ggas.bn.running_mean";

  @TempDir Path folder;

  private final Trainer trainer = TestRun.trainer(new SyntheticData(1000), NETWORKS);

  private TrainingConfig config(String out, String strategies, long alone, double factor) {
    return TestRun.config(folder.resolve(out), 10)
        .withModel(HOST.withStrategies(StrategyText.parse(strategies)))
        .withStrategyTraining(new StrategyTraining(alone, factor));
  }

  private Weights after(TrainingConfig config, long steps) {
    return Safetensors.read(trainer.run(config, stopAt(steps)).checkpoint());
  }

  private static Weights initial(TrainingConfig config) {
    try (Network network = NETWORKS.create(config.networkSpec(), config.seed())) {
      return network.weights();
    }
  }

  @Test
  void atFirstOnlyTheStrategiesChange() {
    TrainingConfig config = config("run", "ggas:kernel=3,cwss", 4, 1);
    Weights before = initial(config);
    Weights then = after(config, 4);
    for (Tensor tensor : before.tensors()) {
      boolean changed = !value(then, "weights.", tensor).equals(tensor);
      if (!OF_STRATEGIES.test(tensor.name())) {
        assertThat(changed).as(tensor.name()).isFalse();
      }
      if (then.tensor("average." + tensor.name()).isPresent()) {
        boolean averageChanged = !value(then, "average.", tensor).equals(tensor);
        assertThat(averageChanged).as("average of " + tensor.name()).isEqualTo(changed);
        for (String moment : List.of("first", "second")) {
          float[] moments = value(then, "optimiser." + moment + "-moment.", tensor).data();
          if (!OF_STRATEGIES.test(tensor.name())) {
            assertThat(moments).as(tensor.name()).containsOnly(0);
          }
        }
      }
    }
    assertThat(changes(before, then)).contains("ggas.pw.weight", "cwss.body.0.alpha", OWN_BUFFER);
    assertThat(changes(before, after(config.withResume(true), 5)))
        .contains("head.0.weight", HOSTS_BUFFER, OWN_BUFFER);
  }

  private static List<String> changes(Weights before, Weights then) {
    return before.tensors().stream()
        .filter(t -> !value(then, "weights.", t).equals(t))
        .map(Tensor::name)
        .toList();
  }

  private static Tensor value(Weights checkpoint, String prefix, Tensor tensor) {
    return checkpoint.tensor(prefix + tensor.name()).orElseThrow().withName(tensor.name());
  }

  /** Before, at and after the step from which all parameters learn. */
  @ParameterizedTest
  @ValueSource(longs = {2, 4, 6})
  void aRunInterruptedAroundTheBoundaryEndsAsAnUninterruptedOne(long stop) {
    TrainingConfig whole = config("whole", "ggas:kernel=3,cwss", 4, 2);
    TrainingResult expected = trainer.run(whole, TrainingListener.NONE);
    TrainingConfig halves = whole.withOut(folder.resolve("halves"));
    assertThat(trainer.run(halves, stopAt(stop)).step()).isEqualTo(stop);
    TrainingResult result = trainer.run(halves.withResume(true), TrainingListener.NONE);
    assertThat(result.loss()).isEqualTo(expected.loss());
    // Weights, buffers, averages and moments, bit for bit.
    assertThat(Safetensors.read(result.checkpoint()).tensors())
        .containsExactlyElementsOf(Safetensors.read(expected.checkpoint()).tensors());
  }

  /**
   * Adam's first step of a parameter is the learning rate, whatever its gradient: also for
   * parameters that were frozen before, and the rate times the factor for those of strategies.
   */
  @Test
  void theFirstStepsAreThoseOfAFreshOptimiser() {
    List<Double> rates = new ArrayList<>();
    TrainingConfig config = config("run", "ggas:kernel=3,cwss", 4, 2);
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(StepReport step) {
            rates.add(step.learningRate());
          }
        };
    Weights start = initial(config);
    Weights one =
        Safetensors.read(
            trainer.run(config, TrainingListener.all(listener, stopAt(1))).checkpoint());
    TrainingConfig resumed = config.withResume(true);
    trainer.run(resumed, TrainingListener.all(listener, stopAt(5)));
    Weights five = Safetensors.read(config.out().resolve("last.safetensors"));
    // Weight decay adds up to a hundredth of the rate times the weight.
    assertThat(largestStep(start, one, OF_STRATEGIES) / rates.get(0)).isCloseTo(2, within(0.04));
    assertThat(largestStep(start, five, OF_STRATEGIES.negate()) / rates.get(4))
        .isCloseTo(1, within(0.02));
  }

  private static double largestStep(Weights before, Weights then, Predicate<String> names) {
    return before.tensors().stream()
        .filter(t -> names.test(t.name()) && then.tensor("average." + t.name()).isPresent())
        .mapToDouble(t -> largestDifference(t.data(), value(then, "weights.", t).data()))
        .max()
        .orElseThrow();
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void aTrainedHostGetsAStrategyAndTheLogSaysSo() {
    TrainingConfig plain = TestRun.config(folder.resolve("host"), 3).withModel(HOST);
    Path host = trainer.run(plain, TrainingListener.NONE).weights();
    List<String> lines = new ArrayList<>();
    TrainingConfig tuned = startingFrom(host, config("tuned", "ggas:init=identity", 2, 1));
    TrainingResult result = trainer.run(tuned, new LogReport(lines::add));
    assertThat(lines)
        .contains(
            host + " holds nothing of ggas: initial values",
            "only strategies learn until step 2",
            "step 2: from here on all parameters learn");
    assertThat(Safetensors.read(result.weights()).metadata().get(Weights.STRATEGIES))
        .contains("ggas", "IDENTITY");
    Weights before = Safetensors.read(host);
    Weights two = after(startingFrom(host, config("two", "ggas:init=identity", 2, 1)), 2);
    before.tensors().forEach(t -> assertThat(value(two, "weights.", t)).isEqualTo(t));
  }

  @Test
  void aNetworkWithOtherStrategiesIsNoStart() {
    Path other = trainer.run(config("cwss", "cwss", 0, 1), TrainingListener.NONE).weights();
    assertThatThrownBy(
            () ->
                trainer.run(
                    startingFrom(other, config("ggas", "ggas", 0, 1)), TrainingListener.NONE))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("got weights with cwss:shared=false,longSkip=false,init=paper");
  }

  private static TrainingConfig startingFrom(Path weights, TrainingConfig c) {
    return new TrainingConfig(
        c.model(),
        c.scale(),
        c.seed(),
        weights,
        c.data(),
        c.loss(),
        c.optimiser(),
        c.schedule(),
        c.strategyTraining(),
        c.steps(),
        c.clip(),
        c.emaDecay(),
        c.logEvery(),
        c.validateEvery(),
        c.checkpointEvery(),
        c.out(),
        c.resume());
  }

  @Test
  void badSettingsAreNamed() {
    refused(
        () -> new StrategyTraining(-1L, null),
        "[strategy-training.alone-steps]: got -1, expected at least 0");
    for (double factor : new double[] {0, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(
          () -> new StrategyTraining(null, factor),
          "[strategy-training.learning-rate-factor]: got "
              + factor
              + ", expected a number above 0");
    }
    refused(
        () -> config("x", "ggas", 11, 1),
        "[strategy-training.alone-steps]: got 11, expected at most the 10 steps of the run");
    refused(
        () -> trainer.run(config("x", "ggas", 1, 1).withModel(HOST), TrainingListener.NONE),
        "[strategy-training]: got a model without strategies, expected strategies of the model");
  }

  private static void refused(ThrowingCallable made, String text) {
    assertThatThrownBy(made)
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("Cannot use the training configuration " + text);
  }

  @Test
  void theGradientsNormIsThatOfWhatLearns() {
    double[] norms = new double[2];
    for (int i = 0; i < 2; i++) {
      int index = i;
      trainer.run(
          config("run" + i, "ggas:kernel=3", i, 1),
          TrainingListener.all(
              stopAt(1),
              new TrainingListener() {
                @Override
                public void onStep(StepReport step) {
                  norms[index] = step.gradientNorm();
                }
              }));
    }
    assertThat(norms[1]).isPositive().isLessThan(norms[0]);
  }

  private static TrainingListener stopAt(long step) {
    return new TrainingListener() {
      private long done;

      @Override
      public void onStep(StepReport report) {
        done = report.step();
      }

      @Override
      public boolean shouldStop() {
        return done == step;
      }
    };
  }
}
