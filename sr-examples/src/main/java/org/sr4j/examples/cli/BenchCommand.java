package org.sr4j.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.file.AtomicFile;
import org.sr4j.examples.bench.Benchmarks;
import org.sr4j.examples.bench.NetworkChoice;
import org.sr4j.examples.bench.ReportFormat;
import org.sr4j.examples.bench.Rounds;
import org.sr4j.models.SuperResolution;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sr bench}: how fast engines run networks here. */
@Command(
    name = "bench",
    description = {
      "Measures how fast engines run networks on this machine: networks by engines by sizes.",
      "The engines of one network and size are run in turn, so that what disturbs the machine",
      "hits them alike; compare times of different networks only if the machine was quiet, or",
      "by --compare or --weights, which run the networks in turn."
    },
    footer = {
      "",
      "Networks have initial weights and the picture is noise: neither changes the time.",
      "",
      "Examples:",
      "  sr bench",
      "  sr bench --networks edsr-baseline,imdn --sizes 64,128,256",
      "  sr bench --networks dyconvsr --scale 2 --no-fresh --json",
      "  sr bench --onnx net.onnx --engines vector,onnx --sizes 64,128,256",
      "  sr bench --weights imdn.pth --weights carn.pth --engines vector --sizes 128",
      "  sr bench --layers --networks imdn --sizes 64",
      "  sr bench --attentions --sizes 128 -o attentions.md"
    })
final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(
      names = {"-n", "--networks"},
      paramLabel = "ID",
      split = ",",
      description = "Networks, see 'sr models'. Default: all.")
  private List<String> networks = List.of();

  @Option(
      names = {"-e", "--engines"},
      paramLabel = "ID",
      split = ",",
      description = "Engines; the first is what others are compared with. Default: all that work.")
  private List<String> engines = List.of();

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      defaultValue = "64,128",
      description = "Sides of the pictures before enlarging. Default: ${DEFAULT-VALUE}.")
  private List<Integer> sizes;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Scale; a network without it is measured at the next smaller one."
              + " Default: ${DEFAULT-VALUE}.")
  private int scale;

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description = "The network that these weights are of; repeat it to compare networks.")
  private List<Path> weights = List.of();

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = "A network in an ONNX file, beside those of --networks; may be repeated.")
  private List<Path> onnx = List.of();

  @Option(
      names = "--compare",
      description =
          "Run the networks in turn, on the engine that 'auto' takes or on each of --engines, and"
              + " compare them with the first.")
  private boolean compare;

  @Option(
      names = "--layers",
      description = "Instead: where the time of each network goes on engine vector.")
  private boolean layers;

  @Option(
      names = "--attentions",
      description =
          "Instead of networks: what attentions add to the time of edsr-shallow x4, as in table 1"
              + " of the paper of GGAS and CWSS. Without --engines, on the engine that 'auto' takes.")
  private boolean attentions;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "Runs of each before measuring, at least 3. Default: ${DEFAULT-VALUE} s.")
  private double warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Measured runs of each. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--no-fresh",
      description =
          "Do not start a JVM for each row to measure its first picture and its peak memory.")
  private boolean noFresh;

  @ArgGroup private Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write a report besides: .txt, .md, .csv or .json.")
  private Path output;

  /** How results are printed; text if none is chosen. */
  static final class Format {
    @Option(names = "--markdown", description = "Print Markdown instead of text.")
    private boolean markdown;

    @Option(names = "--csv", description = "Print comma-separated values instead of text.")
    private boolean csv;

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    private ReportFormat chosen() {
      return markdown ? ReportFormat.MARKDOWN : csv ? ReportFormat.CSV : ReportFormat.JSON;
    }
  }

  @Override
  public Integer call() {
    ReportFormat written = output == null ? null : ReportFormat.of(output);
    check();
    PrintWriter err = spec.commandLine().getErr();
    Benchmarks benchmarks =
        new Benchmarks(
            SuperResolution.create(),
            new Rounds(warmUp, rounds),
            line -> {
              err.println(line);
              err.flush();
            });
    Benchmarks.Result result = measure(benchmarks);
    PrintWriter out = spec.commandLine().getOut();
    out.print(result.in(format == null ? ReportFormat.TEXT : format.chosen()));
    out.flush();
    if (written != null) {
      write(result.in(written));
    }
    return result.measured() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Benchmarks.Result measure(Benchmarks benchmarks) {
    if (attentions) {
      return benchmarks.attentions(engines, sizes);
    }
    List<NetworkChoice> chosen = chosen(benchmarks);
    if (layers) {
      return benchmarks.layers(chosen, sizes);
    }
    return compare || !weights.isEmpty()
        ? benchmarks.compared(chosen, engines, sizes)
        : benchmarks.engines(chosen, engines, sizes, !noFresh);
  }

  private List<NetworkChoice> chosen(Benchmarks benchmarks) {
    List<NetworkChoice> chosen = new ArrayList<>(benchmarks.ofOnnx(WeightsLabels.of(onnx)));
    if (!weights.isEmpty()) {
      chosen.addAll(benchmarks.ofWeights(WeightsLabels.of(weights)));
    } else if (onnx.isEmpty() || !networks.isEmpty()) {
      chosen.addAll(benchmarks.registered(networks, scale));
    }
    return chosen;
  }

  private void check() {
    Problem problem = Problem.cannot("measure");
    List<String> given = new ArrayList<>();
    if (attentions) {
      given.add("--attentions");
    }
    if (!networks.isEmpty()) {
      given.add("--networks");
    }
    if (!weights.isEmpty()) {
      given.add("--weights");
    }
    if (given.size() > 1) {
      throw new OptionsException(problem.got(String.join(" and ", given)).expected("one of them"));
    }
    if (layers && (compare || attentions)) {
      throw new OptionsException(
          problem.got("--layers with --compare or --attentions").expected("one of them"));
    }
    for (int size : sizes) {
      if (size < 1) {
        throw new OptionsException(problem.at("--sizes").got(size).expected("1 or more"));
      }
    }
  }

  private void write(String report) {
    try {
      AtomicFile.write(output, out -> out.write(report.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new OptionsException(
          Problem.cannot("write the report").at(output).got(e.toString()), e);
    }
  }
}
