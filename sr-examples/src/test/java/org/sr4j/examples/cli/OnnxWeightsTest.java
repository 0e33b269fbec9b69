package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sr4j.examples.cli.SrRun.sr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.eval.benchmark.Evaluator;
import org.sr4j.eval.benchmark.Subject;
import org.sr4j.eval.benchmark.TestSet;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.program.onnx.OnnxWriter;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Resize;

/** {@code sr eval --weights net.onnx}: networks that others exported, and files that are none. */
class OnnxWeightsTest {

  private static final int SIDE = 32;

  @TempDir private Path folder;
  private Path data;
  private Path net;

  @BeforeEach
  void makeReference() throws Exception {
    data = Files.createDirectory(folder.resolve("set"));
    net = folder.resolve("net.onnx");
    float[] grey = new float[SIDE * SIDE];
    Arrays.fill(grey, 100 / 255f);
    ImageFiles.write(Pixels.of(SIDE, SIDE, grey, grey, grey), data.resolve("grey.png"));
  }

  /** Every pixel four times, each sample larger by ten: what ten is depends on the range. */
  private void writeNetwork(Map<String, String> metadata) {
    write(
        metadata,
        new Resize("up", "x", Resize.Kind.NEAREST, Resize.Coordinates.ASYMMETRIC, 2, 2),
        new Binary("y", "up", "ten", Binary.Kind.ADD));
  }

  private void write(Map<String, String> metadata, Operation... operations) {
    ProgramInput x = new ProgramInput("x", List.of(-1L, 3L, -1L, -1L), InputTransform.IDENTITY);
    Tensor ten = new Tensor("ten", new long[0], new float[] {10});
    Program program =
        new Program(
            List.of(x), List.of("y"), List.of(operations), Map.of(ten.name(), ten), metadata);
    OnnxWriter.write(program, net);
  }

  private SrRun eval(Object... more) {
    Object[] all = {"eval", "-d", data, "-w", net, "-p", "RGB", "--json"};
    Object[] both = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, both, all.length, more.length);
    return sr(both);
  }

  private double psnr(Object... more) throws JsonProcessingException {
    SrRun run = eval(more);
    assertThat(run.err()).isEmpty();
    return result(run).at("/protocols/0/mean/psnr").asDouble();
  }

  private static JsonNode result(SrRun run) throws JsonProcessingException {
    return new ObjectMapper().readTree(run.out()).get("results").get(0);
  }

  /** Of pictures that differ by so many levels everywhere. */
  private static double psnrOf(int levels) {
    return 20 * Math.log10(255.0 / levels);
  }

  @Test
  void theRangeIsOneUnlessItIsSaid() throws JsonProcessingException {
    writeNetwork(Map.of());

    // Scores are printed with all their digits.
    assertThat(psnr()).isCloseTo(psnrOf(155), within(1e-9));
    assertThat(psnr("--range", 1)).isCloseTo(psnrOf(155), within(1e-9));
    assertThat(psnr("--range", 255)).isCloseTo(psnrOf(10), within(1e-9));
  }

  @Test
  void theFileMaySayTheRangeAndTheOptionKnowsBetter() throws JsonProcessingException {
    writeNetwork(Map.of("sr4j.range", "255"));

    assertThat(psnr()).isCloseTo(psnrOf(10), within(1e-9));
    assertThat(psnr("--range", 1)).isCloseTo(psnrOf(155), within(1e-9));
  }

  @Test
  void anExportedNetworkScoresAsItsWeightsDo() throws JsonProcessingException {
    Path weights = folder.resolve("x2.safetensors");
    InitialWeights.write(weights);
    assertThat(sr("export", "-w", weights, "-o", net).err()).isEmpty();

    double ofWeights =
        result(sr("eval", "-d", data, "-w", weights, "-p", "RGB", "--json"))
            .at("/protocols/0/mean/psnr")
            .asDouble();

    // Both are optimised programs; their constants were folded in different order.
    assertThat(psnr()).isCloseTo(ofWeights, within(1e-3));
  }

  /** With random weights, so the score means nothing but must be that of the file. */
  @Test
  void whatPyTorchExportedIsEvaluated() throws JsonProcessingException {
    net = SharedData.golden("bench").resolve("edsr_baseline_x4_pytorch.onnx");
    Program program = OnnxReader.read(net);
    Subject meaning = new Subject("", "", Map.of(), lowRes -> enlarged(program, lowRes));

    SrRun run = eval("--range", 255);

    assertThat(run.err()).isEmpty();
    JsonNode result = result(run);
    assertThat(result.get("scale").asInt()).isEqualTo(4);
    assertThat(result.toString()).contains("\"onnx\"", net.toString());
    double expected =
        new Evaluator()
            .evaluate(meaning, TestSet.open(data), 4, List.of(Protocol.RGB))
            .mean(Protocol.RGB)
            .orElseThrow()
            .psnr();
    // Between engines a sample in a thousand may differ by a level.
    assertThat(result.at("/protocols/0/mean/psnr").asDouble()).isCloseTo(expected, within(1e-3));
  }

  private static Pixels enlarged(Program program, Pixels lowRes) {
    int length = lowRes.width() * lowRes.height();
    float[] in = new float[3 * length];
    for (int i = 0; i < in.length; i++) {
      in[i] = lowRes.plane(i / length)[i % length] * 255;
    }
    String name = program.picture().name();
    Tensor x = new Tensor(name, new long[] {1, 3, lowRes.height(), lowRes.width()}, in);
    Tensor y =
        Interpreter.run(program, Map.of(name, x), List.of(program.output())).get(program.output());
    float[][] planes = new float[3][y.data().length / 3];
    for (int i = 0; i < y.data().length; i++) {
      planes[i / planes[0].length][i % planes[0].length] = y.data()[i] / 255;
    }
    return Pixels.of((int) y.shape()[3], (int) y.shape()[2], planes);
  }

  @Test
  void anotherRangeIsWrongUsage() {
    writeNetwork(Map.of());

    SrRun run = eval("--range", 7);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualToNormalizingNewlines("sr: Cannot set the range: got 7, expected 1 or 255.\n");
  }

  /** A network of the registry knows its range; an option that did nothing would mislead. */
  @Test
  void theRangeOfKnownNetworksIsNotForSetting() {
    net = folder.resolve("x2.safetensors");
    InitialWeights.write(net);

    SrRun run = eval("--range", 255);
    SrRun embedded = sr("eval", "-d", data, "--range", 255);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "sr: Cannot set the range ["
                + net
                + "]: got weights of a known network, expected an ONNX file. Known networks say"
                + " their range themselves.\n");
    assertThat(embedded.err()).startsWith("sr: Cannot set the range: got weights of a known");
  }

  @Test
  void aNetworkThatEnlargesNoPicturesIsRefused() {
    write(Map.of(), new Reduce("y", "x", Reduce.Kind.MEAN, List.of(2, 3), false));
    refused(
        "got an output [1, 3] of [1, 3, 96, 144], expected a picture of as many channels, higher"
            + " and wider by a whole factor up to 16.");
    write(Map.of(), new Reduce("y", "x", Reduce.Kind.MEAN, List.of(1), true));
    refused("got an output [1, 1, 96, 144] of [1, 3, 96, 144], expected a picture of as many");
    write(
        Map.of(),
        new Resize("y", "x", Resize.Kind.NEAREST, Resize.Coordinates.ASYMMETRIC, 0.5, 0.5));
    refused("got an output [1, 3, 48, 72] of [1, 3, 96, 144], expected a picture of as many");
  }

  private void refused(String problem) {
    SrRun run = eval();

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).startsWith("sr: Cannot use the network [" + net + "]: " + problem);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void whatWasAskedForMustFitTheFile() {
    writeNetwork(Map.of());

    assertThat(eval("--scale", 4).err())
        .isEqualToNormalizingNewlines(
            "sr: Cannot use the network [" + net + "]: got onnx x2, expected x4 as asked for.\n");
    assertThat(eval("--strategy", "ggas").err())
        .contains("Cannot put strategies on the network [" + net + "]: got an inference program");
    assertThat(eval("--engine", "nd4j").err())
        .contains("Cannot use the engine [nd4j]. It runs graphs of ND4J");
  }

  @Test
  void aFileThatIsCutOffIsNamed() throws Exception {
    writeNetwork(Map.of());
    byte[] whole = Files.readAllBytes(net);
    Files.write(net, Arrays.copyOf(whole, whole.length - 20));

    SrRun run = eval();

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).startsWith("sr: Cannot read the ONNX file [" + net + "]: got a damaged");
  }
}
