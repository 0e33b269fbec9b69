package org.sr4j.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.testing.SharedData;
import org.sr4j.data.image.Quantisation;
import org.sr4j.eval.benchmark.PictureResult.Scored;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;
import org.sr4j.models.weights.ModelHint;

/**
 * The engine {@code vector} is as good as {@code nd4j}: all of Set5 at x4, with weights that their
 * authors published and with those that come along.
 */
@Tag("slow")
class EnginesOnSet5Test {

  private static final int SCALE = 4;

  /** Of each picture by each protocol, in dB: a tenth of the last digit that papers print. */
  private static final double PSNR = 0.001;

  /** Part of the 8-bit samples that rounding may move by one level. */
  private static final double MOVED = 1e-3;

  private static final List<Protocol> PROTOCOLS = List.of(Protocol.C, Protocol.RGB);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LESRCNN/lesrcnn_x4.pth",
        "CARN/carn_m.pth",
        "s-LWSR/s-lwsr32_x4_epoch1.pt",
        "IMDN/IMDN_x4.pth",
        "LKDN/LKDN_x4.pth"
      })
  void publishedWeightsGiveTheSamePicturesAndScores(String file) {
    compare(
        ResolverOptions.of(new ModelHint(Optional.empty(), OptionalInt.of(SCALE)))
            .withWeights(SharedData.data("checkpoints").resolve(file)));
  }

  /** Here {@code vector} runs the embedded program, and {@code nd4j} the graph. */
  @Test
  void embeddedWeightsGiveTheSamePicturesAndScores() {
    compare(ResolverOptions.of(SCALE));
  }

  private static void compare(ResolverOptions options) {
    List<Pixels> expected = new ArrayList<>();
    List<Pixels> got = new ArrayList<>();
    Iterator<Scored> reference = evaluate(options.withEngine("nd4j"), expected).iterator();
    for (Scored scored : evaluate(options.withEngine("vector"), got)) {
      Scored same = reference.next();
      for (Protocol protocol : PROTOCOLS) {
        assertThat(scored.scores().get(protocol.id()).psnr())
            .as("%s by %s", scored.name(), protocol.id())
            .isCloseTo(same.scores().get(protocol.id()).psnr(), within(PSNR));
      }
    }
    assertThat(got).hasSize(5);
    long samples = 0;
    long moved = 0;
    for (int i = 0; i < got.size(); i++) {
      for (int c = 0; c < 3; c++) {
        float[] a = got.get(i).plane(c);
        moved += moved(a, expected.get(i).plane(c));
        samples += a.length;
      }
    }
    assertThat((double) moved / samples).isLessThanOrEqualTo(MOVED);
  }

  private static List<Scored> evaluate(ResolverOptions options, List<Pixels> pictures) {
    TestSet set5 = TestSet.open(SharedData.data("test").resolve("Set5"));
    try (SuperResolver resolver = SuperResolution.create().resolver(options)) {
      Upscaler upscaler =
          lowRes -> {
            Pixels enlarged = resolver.upscale(lowRes);
            pictures.add(enlarged);
            return enlarged;
          };
      Subject subject = new Subject("", resolver.engine(), Map.of(), upscaler);
      EvaluationResult result = new Evaluator().evaluate(subject, set5, SCALE, PROTOCOLS);
      assertThat(result.engine()).isEqualTo(options.engine());
      assertThat(result.failed()).isEmpty();
      return result.scored();
    }
  }

  /** How many 8-bit samples differ; by one level at most. */
  private static long moved(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    long moved = 0;
    for (int i = 0; i < a.length; i++) {
      int difference =
          Math.abs(Quantisation.quantise(a[i], 255) - Quantisation.quantise(b[i], 255));
      if (difference > 1) {
        throw new AssertionError("sample " + i + " differs by " + difference + " levels");
      }
      moved += difference;
    }
    return moved;
  }
}
