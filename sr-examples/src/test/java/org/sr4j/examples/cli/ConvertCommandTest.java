package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Weights;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.weights.Safetensors;
import org.sr4j.models.weights.WeightsFiles;

class ConvertCommandTest {

  private static final Map<String, Object> SMALL =
      Map.of("features", 4, "shrunk", 2, "mappings", 1, "colour", "RGB");

  @TempDir private Path folder;

  /** Weights as others publish them: nothing says what they are of. */
  private Path anonymous(String model, int scale, Map<String, Object> options) {
    NetworkSpec spec = new NetworkSpec(model, scale).withOptions(options);
    try (Network network = SuperResolution.create().networks().create(spec, 1)) {
      Path file = folder.resolve(model + ".pth");
      Safetensors.write(network.weights().withMetadata(Map.of()), file);
      return file;
    }
  }

  @Test
  void anOfficialCheckpointSaysThenWhatItIs() {
    Path official = SharedData.data("checkpoints").resolve("LESRCNN/lesrcnn_x4.pth");
    Path out = folder.resolve("lesrcnn.safetensors");

    SrRun run = sr("convert", official, "-o", out);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("lesrcnn x4 {\"trunk\":\"HETEROGENEOUS\",")
        .contains(": 30 tensors, 774040 values -> " + out);
    Weights converted = Safetensors.read(out);
    assertThat(converted.metadata())
        .containsEntry(Weights.MODEL, "lesrcnn")
        .containsEntry(Weights.SCALE, "4");
    assertThat(converted.tensors())
        .containsExactlyInAnyOrderElementsOf(WeightsFiles.read(official).tensors());
  }

  @Test
  void weightsOfSeveralScalesNeedOne() {
    Path file = anonymous("fsrcnn", 3, SMALL);
    Path out = folder.resolve("out.safetensors");

    SrRun without = sr("convert", file, "-o", out);

    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err())
        .startsWith("sr: Cannot tell which network the weights are of [" + file + "]")
        .contains("fsrcnn x2 {", "fsrcnn x3 {", "fsrcnn x4 {")
        .contains("name the scale");
    assertThat(out).doesNotExist();

    assertThat(sr("convert", file, "-o", out, "--scale", "3").exitCode()).isZero();

    // The file tells the scale from now on.
    ImageFiles.write(Pixels.of(4, 5, new float[20]), folder.resolve("a.png"));
    Path big = folder.resolve("big.png");
    SrRun upscale = sr("upscale", folder.resolve("a.png"), "-o", big, "-w", out);
    assertThat(upscale.err()).isEmpty();
    assertThat(ImageFiles.read(big).width()).isEqualTo(12);
  }

  @Test
  void optionsThatDoNotShowAreGiven() {
    Path file = anonymous("edsr-baseline", 2, Map.of("blocks", 1, "features", 4));
    Path out = folder.resolve("out.safetensors");

    SrRun run = sr("convert", file, "-o", out, "--options", "{\"residualScale\": 0.25}");

    assertThat(run.err()).isEmpty();
    assertThat(Safetensors.read(out).metadata())
        .containsEntry(Weights.OPTIONS, "{\"blocks\":1,\"features\":4,\"residualScale\":0.25}");
    SrRun wrong = sr("convert", file, "-o", out, "--options", "[1]");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("got [1], expected a JSON object");
  }

  @Test
  void optionsChooseAmongNetworksOfTheSameTensors() {
    Path file =
        anonymous("edsr-shallow", 2, Map.of("blocks", 1, "features", 16, "attention", "CCA"));
    Path out = folder.resolve("out.safetensors");

    assertThat(sr("convert", file, "-o", out).err())
        .contains("attention=CA}", "attention=CCA}")
        .contains("with each of these options: sr convert --options chooses");
    SrRun run = sr("convert", file, "-o", out, "--options", "{\"attention\": \"CCA\"}");

    assertThat(run.err()).isEmpty();
    assertThat(Safetensors.read(out).metadata().get(Weights.OPTIONS))
        .contains("\"attention\":\"CCA\"");
  }

  @Test
  void theInputIsNotOverwritten() throws IOException {
    Path file = anonymous("edsr-baseline", 2, Map.of("blocks", 1, "features", 4));
    byte[] before = Files.readAllBytes(file);

    SrRun run = sr("convert", file, "-o", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("got the input, expected another file");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aTruncatedCheckpointLeavesTheOlderOutputAlone() throws IOException {
    byte[] official =
        Files.readAllBytes(SharedData.data("checkpoints").resolve("LESRCNN/lesrcnn_x4.pth"));
    Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(official, 1_000_000));
    Path out = Files.writeString(folder.resolve("out.safetensors"), "older");

    SrRun run = sr("convert", cut, "-o", out);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("sr: Cannot read the weights [" + cut + "]");
    assertThat(out).hasContent("older");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void anUnknownNetworkIsDescribed() {
    Path rfdn = SharedData.data("checkpoints").resolve("RFDN/RFDN_AIM.pth");
    Path out = folder.resolve("out.safetensors");

    SrRun run = sr("convert", rfdn, "-o", out);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("got 128 tensors with 433448 values: fea_conv.weight[50, 3, 3, 3], ")
        .contains("expected weights of a known network: ", ", carn, carn-m, ");
    assertThat(out).doesNotExist();
  }
}
