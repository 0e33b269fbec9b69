package org.sr4j.eval.precision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.benchmark.Evaluator;
import org.sr4j.eval.benchmark.Subject;
import org.sr4j.eval.benchmark.TestSet;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;
import org.sr4j.models.engine.vector.VectorEngine;
import org.sr4j.models.engine.vector.VectorOptions;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.weights.EmbeddedWeights;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.Safetensors;
import org.sr4j.models.weights.WeightsFiles;

/**
 * How much PSNR on Y all of Set5 loses to bfloat16 and int8, with weights that come along and
 * weights that their authors published. Prints the rows of docs/precision.md.
 */
@Tag("slow")
class PrecisionOnSet5Test {

  private static final Engine VECTOR = new VectorEngine(VectorOptions.defaults());

  /** Of Kodak24: ranges are not learnt from the pictures that are scored. */
  private static final List<String> CALIBRATION = List.of("01", "04", "08", "15", "19", "23");

  /** Of a calibration picture, the centre of one of Kodak24, in pixels of the low resolution. */
  private static final int SIDE = 64;

  /** Parts of the values that lie outside the ranges, at either end. */
  private static final double[] CUTS = {0, 1e-4, 1e-3};

  /** Below it, in dB, nothing of 256 levels per map would have reached the picture. */
  private static final double LEAST = 0.01;

  @TempDir Path folder;

  @BeforeAll
  static void printHead() {
    System.out.println(
        "| network | float32 dB | bf16 weights | the same, in the file | bf16 weights and maps"
            + " | int8 weights | the same, in the file | int8 weights and maps, extremes"
            + " | 99.99 % | 99.9 % | maps | kB float32, bf16, int8 |");
  }

  /** The bounds are about twice what was measured, and 0.005 dB more. */
  @ParameterizedTest
  @CsvSource({
    "edsr-shallow, 2, , 0.007, 0.03, 0.015, 0.25",
    "edsr-shallow, 4, , 0.008, 0.01, 0.006, 0.06",
    "imdn, 4, IMDN/IMDN_x4.pth, 0.006, 0.01, 0.08, 0.45",
    "lkdn, 4, LKDN/LKDN_x4.pth, 0.08, 0.12, 0.7, 3",
    "s-lwsr32 (one epoch), 4, s-LWSR/s-lwsr32_x4_epoch1.pt, 0.005, 0.005, 0.03, 0.1",
    "lesrcnn, 4, LESRCNN/lesrcnn_x4.pth, 0.01, 0.015, 0.09, 0.15",
  })
  void losesNoMoreThan(
      String network,
      int scale,
      String file,
      double bfloat16Weights,
      double bfloat16,
      double int8Weights,
      double int8) {
    Optional<Path> path = Optional.ofNullable(file).map(SharedData.data("checkpoints")::resolve);
    ResolverOptions options =
        path.map(
                p ->
                    ResolverOptions.of(new ModelHint(Optional.empty(), OptionalInt.of(scale)))
                        .withWeights(p))
            .orElse(ResolverOptions.of(network, scale));
    Weights weights =
        path.map(WeightsFiles::read).orElseGet(() -> EmbeddedWeights.find().load(network, scale));
    Program program = program(options);
    Program asBfloat16 = WeightFormat.BFLOAT16.rounded(program);
    Program asInt8 = WeightFormat.INT8.rounded(program);
    Calibration calibration = calibrate(program, scale);

    double reference = psnr(program, VECTOR, scale);
    double[] losses = {
      reference - psnr(asBfloat16, VECTOR, scale),
      reference - psnr(fromFile(WeightFormat.BFLOAT16, weights, options), VECTOR, scale),
      reference - psnr(asBfloat16, storing(BFloat16::nearest), scale),
      reference - psnr(asInt8, VECTOR, scale),
      reference - psnr(fromFile(WeightFormat.INT8, weights, options), VECTOR, scale),
      reference - psnr(asInt8, storing(calibration.rounding(CUTS[0])), scale),
      reference - psnr(asInt8, storing(calibration.rounding(CUTS[1])), scale),
      reference - psnr(asInt8, storing(calibration.rounding(CUTS[2])), scale)
    };

    StringBuilder row = new StringBuilder("| %s x%d | ".formatted(network, scale));
    row.append(String.format(Locale.ROOT, "%.3f | ", reference));
    for (double loss : losses) {
      row.append(String.format(Locale.ROOT, "%.4f | ", loss));
    }
    row.append(calibration.maps()).append(" | ");
    for (WeightFormat format : WeightFormat.values()) {
      row.append(Math.round(format.bytes(program) / 1e3)).append(' ');
    }
    System.out.println(row.append('|'));
    assertThat(losses[0]).isLessThan(bfloat16Weights);
    assertThat(losses[1]).isLessThan(bfloat16Weights);
    assertThat(losses[2]).isLessThan(bfloat16);
    assertThat(losses[3]).isLessThan(int8Weights);
    assertThat(losses[4]).isLessThan(int8Weights);
    assertThat(losses[5]).isBetween(LEAST, int8);
    assertThat(losses[7]).as("a range that cuts off more").isGreaterThan(losses[5]);
  }

  private static Program program(ResolverOptions options) {
    return SuperResolution.create().export(options, ProgramExport.DEFAULT);
  }

  /** Rounded before the passes merge and fold anything. */
  private Program fromFile(WeightFormat format, Weights weights, ResolverOptions options) {
    Path file = folder.resolve(format + ".safetensors");
    Safetensors.write(format.rounded(weights), file);
    return program(options.withWeights(file));
  }

  private static RoundingEngine storing(UnaryOperator<Tensor> store) {
    return new RoundingEngine(VECTOR, store);
  }

  private static Calibration calibrate(Program program, int scale) {
    Calibration calibration = new Calibration(CALIBRATION.size());
    try (SuperResolver resolver = resolver(program, storing(calibration))) {
      for (String name : CALIBRATION) {
        Pixels picture = ImageFiles.read(SharedData.data("val/Kodak24").resolve(name + ".png"));
        int side = SIDE * scale;
        Pixels centre =
            picture.crop((picture.width() - side) / 2, (picture.height() - side) / 2, side, side);
        resolver.upscale(Bicubic.MATLAB.down(centre, scale));
      }
    }
    return calibration;
  }

  private static double psnr(Program program, Engine engine, int scale) {
    TestSet set5 = TestSet.open(SharedData.data("test").resolve("Set5"));
    try (SuperResolver resolver = resolver(program, engine)) {
      Subject subject = new Subject("", engine.id(), Map.of(), resolver::upscale);
      return new Evaluator()
          .evaluate(subject, set5, scale, List.of(Protocol.C))
          .mean(Protocol.C)
          .orElseThrow()
          .psnr();
    }
  }

  /** Of whole pictures. */
  private static SuperResolver resolver(Program program, Engine engine) {
    return SuperResolver.over(LoadedNetwork.of(program, "the experiment"), engine, 0);
  }
}
