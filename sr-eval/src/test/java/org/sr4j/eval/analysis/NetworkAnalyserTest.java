package org.sr4j.eval.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;

class NetworkAnalyserTest {

  private static final SuperResolution LIBRARY = SuperResolution.create();
  private static final Engine ENGINE = LIBRARY.registry().engine("nd4j").create();
  private static final NetworkAnalyser ANALYSER = new NetworkAnalyser(ENGINE, Window.NONE);

  @TempDir private Path folder;

  private static Network network(String model, int scale, Map<String, Object> options) {
    return LIBRARY.networks().create(new NetworkSpec(model, scale).withOptions(options), 1);
  }

  private static Network edsr() {
    return network("edsr-baseline", 2, Map.of("features", 4, "blocks", 2));
  }

  private static Pixels grey(int width, int height) {
    float[] plane = new float[width * height];
    Arrays.fill(plane, 0.5f);
    return Pixels.of(width, height, plane, plane.clone(), plane.clone());
  }

  /** Zero but for the last bias of the second block's branch. */
  private static Weights constantBranch(Network network, float value) {
    return Weights.of(
        network.weights().tensors().stream()
            .map(
                tensor -> {
                  float[] data = new float[tensor.data().length];
                  Arrays.fill(data, tensor.name().equals("body.1.body.2.bias") ? value : 0);
                  return new Tensor(tensor.name(), tensor.shape(), data);
                })
            .toList(),
        network.weights().metadata());
  }

  @Test
  void knowsWhatABlockOfKnownWeightsPutsOut() {
    try (Network network = edsr()) {
      network.load(constantBranch(network, -0.5f));

      NetworkAnalysis analysis = ANALYSER.analyse("edsr", network, grey(7, 6));

      assertThat(analysis.spectra())
          .extracting(MarkerSpectrum::marker)
          .containsExactly("shallow", "block.0", "block.1");
      MarkerSpectrum last = analysis.spectra().get(2);
      assertThat(last.channels()).isEqualTo(4);
      assertThat(last.spectrum().power(0)).isCloseTo(0.25, within(1e-6));
      assertThat(last.spectrum().power(1)).isCloseTo(0, within(1e-6));
      assertThat(analysis.spectra().get(1).spectrum().power(0)).isZero();
      assertThat(analysis.residuals())
          .containsExactly(
              new ResidualValues("residual.body.0", 0, 0, 0),
              new ResidualValues("residual.body.1", -0.5, 0.5, 0.5));
    }
  }

  @Test
  void picturesAreCutToWhatTheNetworkTakesAndLumaIsMadeForLumaNetworks() {
    try (Network network = network("fsrcnn", 2, Map.of("features", 4, "shrunk", 2, "mappings", 1));
        Network lkdn = network("dyconvsr", 2, Map.of())) {
      assertThat(ANALYSER.analyse("fsrcnn", network, grey(7, 5)).spectra())
          .extracting(MarkerSpectrum::marker)
          .containsExactly("shallow", "block.0");
      assertThat(ANALYSER.analyse("dyconvsr", lkdn, grey(9, 8)).spectra()).isNotEmpty();
      assertThatThrownBy(() -> ANALYSER.analyse("dyconvsr", lkdn, grey(3, 8)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("3 x 8", "at least 4 pixels a side");
    }
  }

  @Test
  void everyUseOfASharedBlockIsAResidualOfItsOwn() {
    try (Network network = network("carn-m", 2, Map.of())) {
      assertThat(ANALYSER.analyse("carn-m", network, grey(8, 8)).residuals())
          .extracting(ResidualValues::marker)
          .containsExactly(
              "residual.b1.b1",
              "residual.b1.b1#2",
              "residual.b1.b1#3",
              "residual.b2.b1",
              "residual.b2.b1#2",
              "residual.b2.b1#3",
              "residual.b3.b1",
              "residual.b3.b1#2",
              "residual.b3.b1#3");
    }
  }

  @Test
  void aNetworkWithoutMarkersSaysSo() {
    try (Network network = network("bicubic", 2, Map.of())) {
      assertThatThrownBy(() -> ANALYSER.analyse("bicubic", network, grey(8, 8)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no markers on engine nd4j", "docs/networks.md");
    }
  }

  @Test
  void writesTablesAndPlots() throws IOException {
    try (Network network = edsr()) {
      List<NetworkAnalysis> analyses =
          List.of(
              ANALYSER.analyse("a/b", network, grey(8, 8)),
              ANALYSER.analyse("second", network, grey(8, 8)));

      List<Path> files = new AnalysisFolder(folder.resolve("new")).write(analyses);

      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactly(
              "spectra.csv",
              "residuals.csv",
              "spectra-a_b.png",
              "spectra-second.png",
              "residuals.png");
      assertThat(files.get(0))
          .content()
          .startsWith("network,marker,frequency,power,frequencies_in_ring\r\n")
          // Two networks, three markers, rings 0 to 4.
          .hasLineCount(1 + 2 * 3 * 5)
          .contains("a/b,block.1,0.5,");
      assertThat(files.get(1))
          .content()
          .hasLineCount(1 + 2 * 2)
          .contains("second,residual.body.1,");
      for (Path plot : files.subList(2, 5)) {
        BufferedImage picture = ImageIO.read(plot.toFile());
        assertThat(picture.getWidth()).isEqualTo(720);
        assertThat(picture.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
      }
    }
  }
}
