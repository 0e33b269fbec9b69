package org.sr4j.models.network.lmfn;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sr4j.api.spi.Detection;
import org.sr4j.layers.conv.DynamicSnakeConv.OffsetNorm;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.lmfn.LmfnOptions.Fusion;
import org.sr4j.models.network.lmfn.LmfnOptions.Modulation;
import org.sr4j.models.network.lmfn.LmfnOptions.SnakeDirection;

/**
 * LMFN by its tensors. With attention alone it is LKDN, and is left to that network; a fusion that
 * has all parts is taken to be interactive, since a serial one has the same tensors.
 */
public final class LmfnDetection {

  private static final int COLOURS = 3;

  private final TensorShapes shapes;
  private final LmfnOptions unseen = LmfnOptions.defaults();

  private LmfnDetection(TensorShapes shapes) {
    this.shapes = shapes;
  }

  public static List<Detection<LmfnOptions>> detect(TensorShapes shapes) {
    return new LmfnDetection(shapes).detect();
  }

  private List<Detection<LmfnOptions>> detect() {
    String first = "fea_conv.pw.weight";
    int features = shapes.size(first, 0);
    int blocks = shapes.count(i -> "B" + (i + 1) + ".c1_d.weight");
    String order =
        IntStream.rangeClosed(1, blocks).mapToObj(this::letter).collect(Collectors.joining());
    if (order.matches("L*")) {
      return List.of();
    }
    Optional<String> interaction = cell(order, 'I').map(atten -> atten + "iff.");
    Optional<String> modulation =
        Stream.of(
                cell(order, 'M'),
                interaction.map(i -> i + "msm_l."),
                interaction.map(i -> i + "msm_m."))
            .flatMap(Optional::stream)
            .filter(prefix -> shapes.has(prefix + "aggr.weight"))
            .findFirst();
    boolean safm = modulation.map(m -> shapes.has(m + "mfr.0.weight")).orElse(false);
    Optional<String> levels = modulation.filter(m -> !safm).map(m -> m + "mfr.");
    boolean both = levels.map(l -> shapes.has(l + "0.x.offset_conv.weight")).orElse(false);
    Optional<String> snake = levels.map(l -> l + (both ? "0.x." : "0."));
    LmfnOptions options =
        new LmfnOptions(
            features,
            order,
            TensorShapes.quotient(first, shapes.size(first, 1), COLOURS),
            safm ? Modulation.SAFM : Modulation.SNAKE,
            // A step in y and one in x for each tap.
            snake.map(s -> shapes.size(s + "offset_conv.weight", 0) / 2).orElse(unseen.kernel()),
            both ? SnakeDirection.BOTH : levels.map(this::direction).orElse(unseen.direction()),
            snake.map(this::offsetNorm).orElse(unseen.offsetNorm()),
            snake.map(s -> shapes.has(s + "gn.weight")).orElse(unseen.outputNorm()),
            interaction.map(this::fusion).orElse(unseen.fusion()),
            cell(order, 'I')
                .map(atten -> shapes.size(atten + "proj_in.weight", 0) > features)
                .orElse(unseen.expanding()));
    return TensorShapes.found(options, shapes.shuffleFactor("upsampler.0.weight", COLOURS));
  }

  private String letter(int block) {
    String atten = "B" + block + ".atten.";
    if (shapes.has(atten + "pointwise.weight")) {
      return "L";
    }
    return shapes.has(atten + "proj_in.weight") ? "I" : "M";
  }

  /** Prefix of the first cell of a kind. */
  private static Optional<String> cell(String order, char letter) {
    int index = order.indexOf(letter);
    return index < 0 ? Optional.empty() : Optional.of("B" + (index + 1) + ".atten.");
  }

  private SnakeDirection direction(String levels) {
    boolean even = shapes.has(levels + "0.dsc_conv_x.weight");
    boolean odd = shapes.has(levels + "1.dsc_conv_x.weight");
    if (even) {
      return odd ? SnakeDirection.HORIZONTAL : SnakeDirection.ALTERNATING;
    }
    return SnakeDirection.VERTICAL;
  }

  private OffsetNorm offsetNorm(String snake) {
    if (shapes.has(snake + "gn_offset.weight")) {
      return OffsetNorm.GROUP;
    }
    return shapes.has(snake + "bn.weight") ? OffsetNorm.BATCH : OffsetNorm.NONE;
  }

  private Fusion fusion(String interaction) {
    boolean attended = shapes.has(interaction + "lka_m.pointwise.weight");
    boolean modulated = shapes.has(interaction + "msm_l.aggr.weight");
    if (attended) {
      return modulated ? Fusion.INTERACTIVE : Fusion.LKA_ONLY;
    }
    return modulated ? Fusion.MSM_ONLY : Fusion.PARALLEL;
  }
}
