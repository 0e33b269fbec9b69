package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.weights.EmbeddedWeights;

class ExportCommandTest {

  @TempDir private Path folder;

  @Test
  void whatIsExportedEnlargesAsBefore() {
    Path weights = folder.resolve("x2.safetensors");
    InitialWeights.write(weights);
    Path net = folder.resolve("net.onnx");
    Path picture = folder.resolve("a.png");
    ImageFiles.write(Pixels.of(8, 6, new float[48]), picture);

    SrRun run = sr("export", "--weights", weights, "-o", net, "--licence", "CC0-1.0");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("dyconvsr x2: ").contains("input [1, 3, -1, -1] -> " + net);
    assertThat(OnnxReader.read(net).metadata()).containsEntry(ProgramExport.LICENCE, "CC0-1.0");
    Path before = folder.resolve("before.png");
    Path after = folder.resolve("after.png");
    assertThat(sr("upscale", picture, "-o", before, "-w", weights).err()).isEmpty();
    SrRun verbose = sr("upscale", "-v", picture, "-o", after, "-w", net);
    assertThat(verbose.out()).startsWith("dyconvsr x2 on the engine ");
    assertThat(ImageFiles.read(after)).isEqualTo(ImageFiles.read(before));
  }

  @Test
  void aDynamicBatchIsFree() {
    Path net = folder.resolve("net.onnx");

    SrRun run = sr("export", "-m", "dyconvsr", "-s", "2", "--dynamic-batch", "-o", net);

    assertThat(run.err()).isEmpty();
    Program program = OnnxReader.read(net);
    assertThat(program.picture().shape()).containsExactly(-1L, 3L, -1L, -1L);
    assertThat(program.metadata()).containsKeys("sr4j.provenance", "sr4j.receptive_radius");
  }

  @Test
  void withoutWeightsItIsTheNetworkThatEnlargesByDefault() {
    Path net = folder.resolve("net.onnx");
    String model = EmbeddedWeights.find().recommended(2).orElseThrow().model();

    SrRun run = sr("export", "-o", net);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(model + " x2: ");
    assertThat(OnnxReader.read(net).metadata()).containsKey("sr4j.provenance");
  }

  @Test
  void wrongOptionsLeaveNothingBehind() throws Exception {
    Path net = folder.resolve("net.onnx");

    SrRun size = sr("export", "-m", "dyconvsr", "-s", "2", "-o", net, "--size", "8by8");
    assertThat(size.exitCode()).isEqualTo(2);
    assertThat(size.err())
        .contains("Cannot read the size: got \"8by8\", expected HxW, like 64x96.");
    SrRun absent = sr("export", "-m", "dyconvsr", "-s", "2", "-o", folder.resolve("no/net.onnx"));
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(absent.err()).contains("got no folder");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void embeddedWeightsGetAProgramAndALine() throws Exception {
    Path weights = folder.resolve("mine.safetensors");
    InitialWeights.write(weights);
    Path into = Files.createDirectory(folder.resolve("weights"));

    SrRun run = sr("embed", weights, "--into", into, "--default");
    assertThat(run.err()).isEmpty();
    assertThat(sr("embed", weights, "--into", into, "--default").exitCode()).isZero();

    assertThat(Files.readString(into.resolve("index.json")))
        .containsOnlyOnce("\"model\" : \"dyconvsr\"")
        .contains("\"default\" : true", "\"program\" : \"dyconvsr-x2.onnx\"");
    assertThat(into.resolve("dyconvsr-x2.safetensors")).hasSameBinaryContentAs(weights);
    assertThat(OnnxReader.read(into.resolve("dyconvsr-x2.onnx")).operations()).isNotEmpty();
  }
}
