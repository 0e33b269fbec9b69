package org.sr4j.models.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.error.OptionsException;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.train.loss.Loss;
import org.sr4j.models.train.optimiser.AdamWOptions;
import org.sr4j.models.train.schedule.CosineSchedule;

class TrainingConfigReaderTest {

  private static final String GOOD =
      """
      model:
        id: dyconvsr
        options: {kernels: 4}
      scale: 2
      data:
        train: photos
        validation: kodak
        patch: 64
        batch: 8
      loss: l1
      optimiser: {type: adamw, betas: [0.9, 0.99], weight-decay: 1e-5}
      schedule:
        type: cosine
        learning-rate: 1e-3
        warm-up: 100
      steps: 5000
      clip: 0.5
      ema-decay: 0.99
      validate-every: 500
      out: runs/a
      """;

  private final TrainingConfigReader reader = new TrainingConfigReader();

  @Test
  void readsARun() {
    TrainingConfig config = reader.parse(GOOD, "run.yaml");
    assertThat(config.model().id()).isEqualTo("dyconvsr");
    assertThat(config.model().options()).containsEntry("kernels", 4);
    assertThat(config.data().patch()).isEqualTo(64);
    assertThat(config.data().train()).isEqualTo(Path.of("photos"));
    assertThat(config.loss()).isEqualTo(Loss.L1);
    assertThat(config.optimiser()).isEqualTo(new AdamWOptions(List.of(0.9, 0.99), null, 1e-5));
    assertThat(config.schedule()).isEqualTo(new CosineSchedule(1e-3, null, 100));
    assertThat(config.clip()).isEqualTo(0.5);
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    TrainingConfig config =
        reader.parse(
            """
            model: {id: a}
            scale: 3
            data: {train: t}
            schedule: {type: constant, learning-rate: 1e-4}
            steps: 10
            out: o
            """,
            "x");
    assertThat(config.seed()).isEqualTo(1);
    assertThat(config.data().batch()).isEqualTo(16);
    assertThat(config.data().augment()).isTrue();
    assertThat(config.emaDecay()).isEqualTo(0.999);
    assertThat(config.resume()).isFalse();
  }

  @Test
  void readsStrategiesAndTheirTraining() {
    TrainingConfig config =
        reader.parse(
            GOOD.replace(
                    "  id: dyconvsr\n",
                    """
                  id: dyconvsr
                  strategies:
                    - id: ggas
                      options: {kernel: 5, init: identity}
                """)
                + "strategy-training: {alone-steps: 100, learning-rate-factor: 2}\n",
            "run.yaml");
    assertThat(config.networkSpec().strategies())
        .containsExactly(
            new NetworkSpec.StrategySpec("ggas", Map.of("kernel", 5, "init", "identity")));
    assertThat(config.strategyTraining()).isEqualTo(new StrategyTraining(100L, 2.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: 5000 | stepps: 5000 | run.yaml:16, stepps]: got unknown key \"stepps\". Did you mean \"steps\"?",
        "  batch: 8 |   bacth: 8 | data.bacth]: got unknown key \"bacth\". Did you mean \"batch\"?",
        "warm-up: 100 | warmup: 100 | Did you mean \"warm-up\"?",
        "scale: 2 | scale: two | run.yaml:4, scale]: got \"two\", expected a whole number",
        "scale: 2 | scale: 2.5 | run.yaml:4, scale]",
        "loss: l1 | strategy-training: {alone-step: 3} | Did you mean \"alone-steps\"?",
        "loss: l1 | strategy-training: {alone-steps: 5001} | got 5001, expected at most the 5000 steps",
        "id: dyconvsr | 'id: dyconvsr\n  strategies: [{id: ggas, option: {}}]' | Did you mean \"options\"?",
        "steps: 5000 | steps: 0 | steps]: got 0, expected at least 1",
        "clip: 0.5 | clip: -1 | clip]: got -1.0, expected at least 0",
        "loss: l1 | loss: l3 | run.yaml:10, loss]: got \"l3\". Did you mean \"l1\"?",
        "type: cosine | type: cosin | run.yaml",
        "patch: 64 | patch: [1] | data.patch]",
        "scale: 2 | '' | scale]: got nothing",
        "scale: 2 | scale: [ | run.yaml:",
      })
  void namesFileLineAndKeyOfAMistake(String good, String bad, String message) {
    String text = GOOD.replace(good, bad == null ? "" : bad);
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> reader.parse(text, "run.yaml"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("run.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void anUnknownTypeNamesTheKnownOnes() {
    assertThatThrownBy(() -> reader.parse(GOOD.replace("type: cosine", "type: cosin"), "run.yaml"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("schedule")
        .hasMessageContaining("unknown type \"cosin\"")
        .hasMessageContaining("Did you mean \"cosine\"? Known: constant, cosine, step.");
  }

  @Test
  void aKeyGivenTwiceIsAnError() {
    assertThatThrownBy(() -> reader.parse(GOOD + "steps: 6\n", "run.yaml"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("steps");
  }

  @Test
  void anEmptyFileIsAnError() {
    assertThatThrownBy(() -> reader.parse("", "run.yaml"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("run.yaml");
  }

  @Test
  void aMissingFileIsAnError(@org.junit.jupiter.api.io.TempDir Path folder) {
    assertThatThrownBy(() -> reader.read(folder.resolve("none.yaml")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void differencesOfTwoRunsNameEveryKeyThatMatters() {
    TrainingConfig one = reader.parse(GOOD, "a");
    TrainingConfig two =
        reader.parse(
            GOOD.replace("steps: 5000", "steps: 6000")
                .replace("kernels: 4", "kernels: 2")
                .replace("out: runs/a", "out: runs/b")
                .replace("validate-every: 500", "validate-every: 50"),
            "b");
    assertThat(ConfigText.differences(ConfigText.of(one), ConfigText.of(two)))
        .containsExactly("model.options.kernels: was 4, is 2", "steps: was 5000, is 6000");
  }
}
