package org.sr4j.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.data.resize.Border;
import org.sr4j.eval.metric.Psnr;
import org.sr4j.eval.metric.Ssim;
import org.sr4j.eval.protocol.ByteConversion;
import org.sr4j.eval.protocol.Channel;
import org.sr4j.eval.protocol.LumaRounding;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;
import org.sr4j.eval.protocol.Shave;

class EvaluatorTest {

  @TempDir Path folder;

  private final Evaluator evaluator = new Evaluator();
  private final List<Pixels> seen = new ArrayList<>();
  private final Subject repeat = repeater(2);

  @BeforeEach
  void makeADataSet() throws IOException {
    Path hr = Files.createDirectories(folder.resolve("Tiny/HR"));
    ImageFiles.write(pattern(41, 30, 3), hr.resolve("colour.png"));
    ImageFiles.write(pattern(40, 33, 1), hr.resolve("grey.png"));
    ImageFiles.write(pattern(40, 32, 3).withAlpha(new float[40 * 32]), hr.resolve("veiled.png"));
  }

  @Test
  void scoresEveryPictureByEveryProtocol() {
    List<PictureResult> told = new ArrayList<>();

    EvaluationResult result =
        evaluator.evaluate(repeat, set(), 2, List.of(Protocol.C, Protocol.RGB), told::add);

    assertThat(result.isComplete()).isTrue();
    assertThat(result.pictures()).isEqualTo(told);
    assertThat(result.scored())
        .extracting(p -> p.name() + " " + p.width() + "x" + p.height())
        .containsExactly("colour 40x30", "grey 40x32", "veiled 40x32");
    Pixels reference = pattern(41, 30, 3).cropToMultiple(2);
    assertThat(result.scored().get(0).scores())
        .containsExactly(
            Map.entry("C", Protocol.C.score(repeat(seen.get(0), 2), reference, 2)),
            Map.entry("RGB", Protocol.RGB.score(repeat(seen.get(0), 2), reference, 2)));
    List<Score> scores = result.scored().stream().map(p -> p.scores().get("RGB")).toList();
    assertThat(result.mean(Protocol.RGB)).contains(Score.mean(scores));
    assertThat(result.dataSet()).isEqualTo("Tiny");
    assertThat(result.lowResSource()).isEqualTo(LowResSource.MADE);
    assertThat(result.seconds()).isPositive();
    assertThat(result.environment().library()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void networksSeeOpaqueRgb() {
    evaluator.evaluate(repeat, set(), 2);

    assertThat(seen).allMatch(p -> p.channels() == 3 && p.alpha().isEmpty());
    assertThat(seen.get(1).plane(0)).isEqualTo(seen.get(1).plane(2));
  }

  @Test
  void takesTheDataSetsOwnLowResolutionPictures() throws IOException {
    Path x2 = Files.createDirectories(folder.resolve("Tiny/LR_bicubic/X2"));
    ImageFiles.write(pattern(20, 15, 3), x2.resolve("colourx2.png"));
    ImageFiles.write(pattern(20, 16, 1), x2.resolve("greyx2.png"));
    ImageFiles.write(pattern(20, 17, 3), x2.resolve("veiledx2.png"));

    EvaluationResult result = evaluator.evaluate(repeat, set(), 2);

    assertThat(result.lowResSource()).isEqualTo(LowResSource.FILES);
    assertThat(seen.get(0)).isEqualTo(pattern(20, 15, 3));
    assertThat(seen.get(1)).isEqualTo(pattern(20, 16, 1).toRgb());
    assertThat(result.failed())
        .containsExactly(
            new PictureResult.Failed(
                "veiled",
                "Cannot evaluate the picture ["
                    + x2.resolve("veiledx2.png")
                    + "]: got 20x17 pixels, expected 20x16. It does not belong to "
                    + folder.resolve("Tiny/HR/veiled.png")
                    + " at x2."));
  }

  @Test
  void aBadPictureIsNamedAndTheOthersGoOn() throws IOException {
    Path hr = folder.resolve("Tiny/HR");
    Files.writeString(hr.resolve("broken.png"), "not a picture");
    ImageFiles.write(pattern(3, 30, 3), hr.resolve("narrow.png"));
    ImageFiles.write(pattern(16, 16, 3), hr.resolve("small.png"));

    EvaluationResult result = evaluator.evaluate(repeater(4), set(), 4);

    assertThat(result.scored()).extracting(PictureResult.Scored::name).hasSize(3);
    assertThat(result.failed())
        .extracting(PictureResult.Failed::name)
        .containsExactly("broken", "narrow", "small");
    assertThat(result.failed().get(0).problem()).contains(hr.resolve("broken.png").toString());
    assertThat(result.failed().get(1).problem())
        .endsWith("got 3x30 pixels, expected at least 4x4.");
    assertThat(result.failed().get(2).problem()).contains("expected at least 19x19");
    assertThat(result.isComplete()).isFalse();
    assertThat(result.mean(Protocol.C)).isEmpty();
    assertThat(result.meanOfScored(Protocol.C)).isPresent();
  }

  @Test
  void anUpscalerThatFailsOrLiesAboutTheSizeFailsThatPictureOnly() {
    Subject odd =
        new Subject(
            "odd",
            "java",
            Map.of(),
            lowRes -> {
              if (lowRes.height() == 15) {
                throw new IllegalStateException("no");
              }
              return seen.isEmpty() ? repeat(lowRes, 2).crop(0, 0, 9, 9) : repeat(lowRes, 2);
            });

    EvaluationResult result = evaluator.evaluate(odd, set(), 2);

    assertThat(result.failed())
        .containsExactly(
            new PictureResult.Failed("colour", "java.lang.IllegalStateException: no"),
            new PictureResult.Failed(
                "grey", "Cannot compare two pictures by protocol C: got 9x9, expected 40x32."));
    assertThat(result.scored()).extracting(PictureResult.Scored::name).containsExactly("veiled");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    Protocol clamped =
        new Protocol(
            "X",
            "older low-resolution files",
            Channel.Y,
            ByteConversion.ROUND,
            LumaRounding.NONE,
            Shave.SCALE,
            Psnr.PEAK_255,
            Ssim.WANG_2004,
            Bicubic.MATLAB.withBorder(Border.CLAMP),
            Bicubic.MATLAB);
    assertThatThrownBy(() -> evaluator.evaluate(repeat, set(), 2, List.of(Protocol.C, clamped)))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot evaluate: got protocols [C, X] with different downsamplers, expected protocols"
                + " that measure on the same low-resolution pictures. Evaluate them one after the"
                + " other.");
    assertThatThrownBy(() -> evaluator.evaluate(repeat, set(), 2, List.of()))
        .isInstanceOf(OptionsException.class)
        .hasMessage("Cannot evaluate: got no protocol, expected at least one.");
    assertThatThrownBy(() -> evaluator.evaluate(repeat, set(), 2, List.of(Protocol.C, Protocol.C)))
        .isInstanceOf(OptionsException.class)
        .hasMessage("Cannot evaluate: got protocols [C, C], expected each id once.");
    assertThatThrownBy(() -> evaluator.evaluate(repeat, set(), 0))
        .isInstanceOf(OptionsException.class)
        .hasMessage("Cannot evaluate: got scale 0, expected a whole number > 0.");
  }

  private TestSet set() {
    return TestSet.open(folder.resolve("Tiny"));
  }

  private Subject repeater(int scale) {
    return new Subject("repeat", "java", Map.of("source", "none"), lowRes -> repeat(lowRes, scale));
  }

  /** Nearest-neighbour enlargement. */
  private Pixels repeat(Pixels lowRes, int scale) {
    seen.add(lowRes);
    int width = lowRes.width() * scale;
    int height = lowRes.height() * scale;
    float[][] planes = new float[lowRes.channels()][width * height];
    for (int c = 0; c < planes.length; c++) {
      for (int i = 0; i < planes[c].length; i++) {
        int x = i % width / scale;
        int y = i / width / scale;
        planes[c][i] = lowRes.plane(c)[y * lowRes.width() + x];
      }
    }
    return Pixels.of(width, height, planes);
  }

  private static Pixels pattern(int width, int height, int channels) {
    float[][] planes = new float[channels][width * height];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < planes[c].length; i++) {
        planes[c][i] = (i * 31 + i % width * 7 + c * 50) % 256 / 255f;
      }
    }
    return Pixels.of(width, height, planes);
  }
}
