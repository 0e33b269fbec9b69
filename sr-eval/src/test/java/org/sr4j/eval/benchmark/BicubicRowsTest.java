package org.sr4j.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.testing.SharedData;
import org.sr4j.eval.protocol.Protocol;

/** The rows named "bicubic", through the whole evaluator. */
class BicubicRowsTest {

  /** The reference values are printed with two decimals. */
  private static final double PRINTED = 0.01;

  private final Evaluator evaluator = new Evaluator();

  @ParameterizedTest
  @CsvSource({
    "Set5, 2, 33.67", "Set5, 3, 30.40", "Set5, 4, 28.43",
    "Set14, 2, 30.33", "Set14, 3, 27.63", "Set14, 4, 26.09"
  })
  void equalTheReference(String set, int scale, double psnr) {
    EvaluationResult result = rows(set, scale, Protocol.C);

    assertThat(result.lowResSource()).isEqualTo(LowResSource.FILES);
    assertThat(result.mean(Protocol.C).orElseThrow().psnr()).isCloseTo(psnr, within(PRINTED));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"2, 29.56", "3, 27.21", "4, 25.96"})
  void equalTheReferenceOnPicturesReducedByUs(int scale, double psnr) {
    EvaluationResult result = rows("B100", scale, Protocol.C);

    assertThat(result.lowResSource()).isEqualTo(LowResSource.MADE);
    assertThat(result.mean(Protocol.C).orElseThrow().psnr()).isCloseTo(psnr, within(PRINTED));
  }

  @Test
  void protocolDGivesTheBicubicRowOfTheDyConvSrPaper() {
    // DyConvSR's table prints 34.01/.9309 for bicubic on Set5 x2, 0.35 dB above everyone else's.
    EvaluationResult result = rows("Set5", 2, Protocol.D);

    assertThat(result.mean(Protocol.D).orElseThrow().psnr()).isCloseTo(34.01, within(0.005));
    assertThat(result.mean(Protocol.D).orElseThrow().ssim()).isCloseTo(0.9309, within(0.00005));
  }

  private EvaluationResult rows(String set, int scale, Protocol protocol) {
    EvaluationResult result =
        evaluator.evaluate(
            Interpolation.bicubic(protocol, scale),
            TestSet.open(SharedData.data("test/" + set)),
            scale,
            List.of(protocol));
    return result;
  }
}
