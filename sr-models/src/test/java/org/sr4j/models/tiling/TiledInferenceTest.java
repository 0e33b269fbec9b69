package org.sr4j.models.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngine;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;

/** DyConvSR with its paper's options, which pools globally, in tiles and whole. */
class TiledInferenceTest {

  private static final Networks NETWORKS = new Networks(Registry.of(new ModelsPlugin()));

  private static float[][] picture(int width, int height) {
    Random random = new Random(2);
    float[][] planes = new float[3][width * height];
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        // Brighter to the right: tiles' own means differ from the picture's.
        plane[i] = (random.nextFloat() + i % width / (float) width) / 2;
      }
    }
    return planes;
  }

  private static float[][] enlarge(
      InferenceNetwork network, int tile, float[][] picture, int width, int height) {
    try (Session session = new Nd4jEngine(16L << 20).open(network)) {
      return new TiledInference(network, session, tile).run(picture, width, height);
    }
  }

  private static double distance(float[][] a, float[][] b) {
    double largest = 0;
    for (int c = 0; c < a.length; c++) {
      assertThat(a[c]).hasSameSizeAs(b[c]);
      for (int i = 0; i < a[c].length; i++) {
        largest = Math.max(largest, Math.abs((double) a[c][i] - b[c][i]));
      }
    }
    return largest;
  }

  @ParameterizedTest
  @CsvSource({"2, 16, 75, 67", "2, 20, 120, 41", "3, 16, 61, 60", "4, 12, 60, 59"})
  void twoPassesGiveTheWholePicture(int scale, int tile, int width, int height) {
    try (Network network = NETWORKS.create(new NetworkSpec("dyconvsr", scale), 4)) {
      float[][] picture = picture(width, height);
      float[][] whole = enlarge(network, 0, picture, width, height);
      float[][] tiled = enlarge(network, tile, picture, width, height);
      assertThat(whole[0]).hasSize(scale * scale * width * height);
      // float32 sums in another order; the means are of the same values.
      assertThat(distance(tiled, whole)).isLessThan(1e-5);
    }
  }

  /** Every tile's own means, as a plan without the first pass would take them, are visible. */
  @Test
  void withoutTheFirstPassTilesWouldShow() {
    try (Network network = NETWORKS.create(new NetworkSpec("dyconvsr", 2), 4)) {
      float[][] picture = picture(75, 67);
      InferenceNetwork local =
          new Changed(network, network.descriptor().receptiveRadius(), TilingPolicy.LOCAL);
      double seams =
          distance(enlarge(local, 16, picture, 75, 67), enlarge(network, 0, picture, 75, 67));
      assertThat(seams).isGreaterThan(1e-4);
    }
  }

  @Test
  void aRadiusTooSmallWouldShow() {
    try (Network network = NETWORKS.create(new NetworkSpec("dyconvsr", 2), 4)) {
      float[][] picture = picture(75, 67);
      InferenceNetwork narrow = new Changed(network, 4, TilingPolicy.GLOBAL_MEANS);
      double seams =
          distance(enlarge(narrow, 16, picture, 75, 67), enlarge(network, 0, picture, 75, 67));
      assertThat(seams).isGreaterThan(1e-4);
    }
  }

  @Test
  void whatCannotBeTiledIsRunWhole() {
    try (Network network = NETWORKS.create(new NetworkSpec("dyconvsr", 2), 4)) {
      float[][] picture = picture(41, 33);
      InferenceNetwork whole = new Changed(network, 1, TilingPolicy.WHOLE);
      assertThat(enlarge(whole, 8, picture, 41, 33))
          .isDeepEqualTo(enlarge(network, 0, picture, 41, 33));
    }
  }

  @Test
  void refusesNegativeTiles() {
    assertThatThrownBy(() -> new TiledInference(null, null, -1))
        .isInstanceOf(EngineException.class)
        .hasMessage("Cannot cut the picture into tiles: got tile side -1, expected 0 or more.");
  }

  /** A network that describes itself otherwise. */
  private record Changed(Network network, int radius, TilingPolicy policy)
      implements InferenceNetwork {

    @Override
    public ModelDescriptor descriptor() {
      ModelDescriptor d = network.descriptor();
      return new ModelDescriptor(
          d.id(),
          d.title(),
          d.scales(),
          d.colour(),
          d.range(),
          d.sizeMultiple(),
          d.minSize(),
          radius,
          policy,
          d.paper());
    }

    @Override
    public int scale() {
      return network.scale();
    }

    @Override
    public Weights weights() {
      return network.weights();
    }

    @Override
    public NetworkGraph graph(GraphRequest request) {
      return network.graph(request);
    }
  }
}
