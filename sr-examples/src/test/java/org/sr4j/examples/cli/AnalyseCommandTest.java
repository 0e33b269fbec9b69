package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.weights.Safetensors;

class AnalyseCommandTest {

  @TempDir private Path folder;

  private Path picture;

  @BeforeEach
  void writePicture() {
    float[] ramp = new float[18 * 14];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / (float) ramp.length;
    }
    picture = folder.resolve("ramp.png");
    ImageFiles.write(Pixels.of(18, 14, ramp, ramp, ramp), picture);
  }

  private Path weights(String name, String... strategies) throws IOException {
    NetworkSpec spec =
        new NetworkSpec("edsr-baseline", 2).withOptions(Map.of("features", 4, "blocks", 2));
    for (String strategy : strategies) {
      spec = spec.withStrategy(strategy);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (Network network = SuperResolution.create().networks().create(spec, 1)) {
      Safetensors.write(network.weights(), file);
    }
    return file;
  }

  @Test
  void comparesNetworksNamedAfterTheirFilesOrFolders() throws IOException {
    Path plain = weights("plain.safetensors");
    Path both = weights("both/final.safetensors", "ggas", "cwss");
    Path out = folder.resolve("analysis");

    SrRun run = sr("analyse", picture, "--reduce", "-w", plain, "-w", both, "-w", plain, "-o", out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("both +block\\.1 +\\d+\\.\\d %");
    assertThat(
            run.out()
                .lines()
                .filter(line -> line.startsWith(out.toString()))
                .map(line -> Path.of(line).getFileName().toString()))
        .containsExactly(
            "spectra.csv",
            "residuals.csv",
            "spectra-plain.png",
            "spectra-both.png",
            "spectra-plain__2_.png",
            "residuals.png");
    // The reduced picture is 9 x 7: rings 0 to 3 of three markers of three networks.
    assertThat(out.resolve("spectra.csv")).content().hasLineCount(1 + 4 * 3 * 3);
    assertThat(out.resolve("residuals.csv"))
        .content()
        .hasLineCount(1 + 2 * 3)
        .contains("both,residual.body.1,");
  }

  @Test
  void unknownWindowsAndMissingWeightsAreUsageErrors() {
    SrRun window = sr("analyse", picture, "-w", "x", "-o", folder, "--window", "hamming");
    assertThat(window.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(window.err()).contains("hamming");

    SrRun missing = sr("analyse", picture, "-w", folder.resolve("no.pth"), "-o", folder);
    assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err()).contains("no.pth");
  }
}
