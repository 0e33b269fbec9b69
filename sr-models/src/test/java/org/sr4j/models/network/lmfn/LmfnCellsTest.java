package org.sr4j.models.network.lmfn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.attention.LargeKernelAttention;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DynamicSnakeConv;
import org.sr4j.layers.conv.DynamicSnakeConv.Direction;
import org.sr4j.layers.conv.DynamicSnakeConv.OffsetNorm;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterSource;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.models.network.lmfn.LmfnOptions.Fusion;
import org.sr4j.models.network.lmfn.LmfnOptions.Modulation;
import org.sr4j.models.network.lmfn.LmfnOptions.SnakeDirection;

/** Each variant against its formula, worked out from the parts run one by one. */
class LmfnCellsTest {

  private static final int CHANNELS = 8;
  private static final int HALF = CHANNELS / 2;

  private final ParameterStore store = new ParameterStore(DataType.FLOAT, 5);
  private final INDArray x = Nd4j.rand(DataType.FLOAT, 1, CHANNELS, 9, 11).subi(0.5);
  private final INDArray l = half(x, 0);
  private final INDArray m = half(x, 1);

  @AfterEach
  void free() {
    store.close();
  }

  @Test
  void attentionAloneIsTheFirstStep() {
    INDArray got = fused(Fusion.LKA_ONLY);
    INDArray mean = l.add(m).mul(0.5);
    same(got, joined(attended("l", l).add(mean), attended("m", m).add(mean)));
  }

  @Test
  void modulationAloneIsTheSecondStep() {
    INDArray got = fused(Fusion.MSM_ONLY);
    INDArray mean = l.add(m).mul(0.5);
    same(got, joined(modulated("l", l).add(mean), modulated("m", m).add(mean)));
  }

  @Test
  void interactiveIsOneStepAfterTheOther() {
    INDArray got = fused(Fusion.INTERACTIVE);
    INDArray mean = l.add(m).mul(0.5);
    INDArray zl = attended("l", l).add(mean);
    INDArray zm = attended("m", m).add(mean);
    INDArray second = zl.add(zm).mul(0.5);
    same(got, joined(modulated("l", zl).add(second), modulated("m", zm).add(second)));
  }

  @Test
  void serialModulatesWhatIsAttended() {
    INDArray got = fused(Fusion.SERIAL);
    same(got, joined(modulated("l", attended("l", l)), modulated("m", attended("m", m))));
  }

  @Test
  void parallelAttendsOneHalfAndModulatesTheOther() {
    INDArray got = fused(Fusion.PARALLEL);
    same(got, joined(attended("l", l), modulated("m", m)));
  }

  @Test
  void bothDirectionsAreAveraged() {
    LmfnOptions options = options(Fusion.INTERACTIVE, Modulation.SNAKE, SnakeDirection.BOTH);
    Layer cell = new LmfnCells(options).byLetter('M');
    run("", cell, x); // creates the weights
    int width = CHANNELS / LmfnOptions.LEVELS;
    // Level 0 is not pooled; with the other levels' weights at zero it is alone.
    INDArray level =
        run("mfr.0.x.", snake(width, Direction.HORIZONTAL), half(l, 0))
            .add(run("mfr.0.y.", snake(width, Direction.VERTICAL), half(l, 0)))
            .mul(0.5);
    INDArray others = Nd4j.zeros(DataType.FLOAT, 1, CHANNELS - width, 9, 11);
    for (int i = 1; i < LmfnOptions.LEVELS; i++) {
      for (String strip : List.of(".x.dsc_conv_x.", ".y.dsc_conv_y.")) {
        parameter("mfr." + i + strip + "weight").assign(0);
        parameter("mfr." + i + strip + "bias").assign(0);
      }
    }
    INDArray aggregated =
        run("aggr.", new Conv2d(CHANNELS, CHANNELS, 1), Nd4j.concat(1, level, others));
    INDArray modulation = run("", new Gelu(), aggregated);
    same(run("", cell, x), x.mul(modulation));
  }

  private static DynamicSnakeConv snake(int width, Direction direction) {
    return new DynamicSnakeConv(width, width, 3, direction, 1, OffsetNorm.GROUP, false);
  }

  private INDArray fused(Fusion fusion) {
    LmfnOptions options = options(fusion, Modulation.SNAKE, SnakeDirection.ALTERNATING);
    return run("", new LmfnCells(options).fusion(CHANNELS), x);
  }

  private static LmfnOptions options(Fusion fusion, Modulation modulation, SnakeDirection where) {
    return new LmfnOptions(
        CHANNELS, "LMI", 1, modulation, 3, where, OffsetNorm.GROUP, false, fusion, true);
  }

  private INDArray attended(String half, INDArray value) {
    return run("lka_" + half + ".", new LargeKernelAttention(HALF), value);
  }

  private INDArray modulated(String half, INDArray value) {
    Layer modulation =
        new LmfnCells(
                new LmfnOptions(
                    HALF,
                    "M",
                    1,
                    Modulation.SNAKE,
                    3,
                    SnakeDirection.ALTERNATING,
                    OffsetNorm.GROUP,
                    false,
                    Fusion.INTERACTIVE,
                    true))
            .byLetter('M');
    return run("msm_" + half + ".", modulation, value);
  }

  /** {@code x + W [first; second]}. */
  private INDArray joined(INDArray first, INDArray second) {
    INDArray both = Nd4j.concat(1, first, second);
    return x.add(run("proj.", new Conv2d(CHANNELS, CHANNELS, 1), both));
  }

  /** A part of the cell under test, with the weights that it has there. */
  private INDArray run(String prefix, Layer layer, INDArray input) {
    NetworkGraph graph =
        new GraphBuilder(below(prefix))
            .lowRes(new Size(9, 11))
            .build(layer, List.of((int) input.size(1)));
    return graph.graph().outputSingle(Map.of("x0", input), graph.output());
  }

  private ParameterSource below(String prefix) {
    return new ParameterSource() {
      @Override
      public DataType dataType() {
        return store.dataType();
      }

      @Override
      public INDArray array(String name, ParameterSpec spec, boolean trainable) {
        return store.array(prefix + name, spec, trainable);
      }
    };
  }

  private INDArray parameter(String name) {
    return store.parameters().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .array();
  }

  private static INDArray half(INDArray map, int index) {
    long size = map.size(1) / 2;
    return map.get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(index * size, (index + 1) * size),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .dup('c');
  }

  /** Values are below 2: 1e-5 is some forty roundings of float32. */
  private static void same(INDArray got, INDArray expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    assertThat(got.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-5);
  }
}
