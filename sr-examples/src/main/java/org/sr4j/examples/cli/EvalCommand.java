package org.sr4j.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.benchmark.Evaluator;
import org.sr4j.eval.benchmark.Interpolation;
import org.sr4j.eval.benchmark.Subject;
import org.sr4j.eval.benchmark.TestSet;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.report.CsvReport;
import org.sr4j.eval.report.JsonReport;
import org.sr4j.eval.report.ReportFile;
import org.sr4j.eval.report.TextReport;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sr eval}: PSNR and SSIM of a network on folders of pictures. */
@Command(
    name = "eval",
    description = "Measures PSNR and SSIM of a network on folders of reference pictures.",
    footer = {
      "",
      "Small pictures are read from LR_bicubic/X2 in the folder where that exists,",
      "else made from the references by MATLAB's bicubic. --model bicubic measures",
      "plain interpolation.",
      "",
      "Examples:",
      "  sr eval --data Set5",
      "  sr eval --data Set5 --data B100 --model bicubic --protocol C,D --json",
      "  sr eval --data Set5 --weights runs/mine/best.safetensors -o set5.csv",
      "  sr eval --data Set5 --weights lesrcnn_x4.pth --protocol A",
      "  sr eval --data Set5 --weights carn_x4.pth --strategy ggas:init=identity"
    })
final class EvalCommand implements Callable<Integer> {

  private static final String BICUBIC = "bicubic";

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private NetworkOptions network;

  @Option(
      names = {"-d", "--data"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of reference pictures, or one with a folder HR; may be repeated.")
  private List<Path> data;

  @Option(
      names = {"-p", "--protocol"},
      paramLabel = "ID",
      split = ",",
      defaultValue = "C",
      description =
          "How pictures are compared: A, B, C, D or RGB, see docs/protocols.md."
              + " Default: ${DEFAULT-VALUE} (MATLAB's Y).")
  private List<String> protocols;

  @ArgGroup private Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write a report besides, as text, CSV or JSON by the name's ending.")
  private Path output;

  /** How results are printed; text if neither is chosen. */
  static final class Format {
    @Option(names = "--csv", description = "Print comma-separated values instead of text.")
    private boolean csv;

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;
  }

  @Override
  public Integer call() {
    if (output != null) {
      ReportFile.check(output);
    }
    List<Protocol> chosen = protocols.stream().map(Protocol::of).toList();
    List<TestSet> sets = data.stream().map(TestSet::open).toList();
    List<EvaluationResult> results =
        network.asksForPlain(BICUBIC) ? runBicubic(sets, chosen) : runNetwork(sets, chosen);
    print(results);
    write(results);
    boolean complete = results.stream().allMatch(EvaluationResult::isComplete);
    return complete ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<EvaluationResult> runNetwork(List<TestSet> sets, List<Protocol> chosen) {
    try (SuperResolver resolver = SuperResolution.create().resolver(network.resolverOptions())) {
      Subject subject =
          new Subject(
              resolver.descriptor().id(),
              resolver.engine(),
              network.weightsFacts(),
              resolver::upscale);
      return run(subject, resolver.scale(), sets, chosen);
    }
  }

  private List<EvaluationResult> runBicubic(List<TestSet> sets, List<Protocol> chosen) {
    int scale = network.scaleOrDefault();
    return run(Interpolation.bicubic(chosen.get(0), scale), scale, sets, chosen);
  }

  private static List<EvaluationResult> run(
      Subject subject, int scale, List<TestSet> sets, List<Protocol> chosen) {
    Evaluator evaluator = new Evaluator();
    List<EvaluationResult> results = new ArrayList<>();
    for (TestSet set : sets) {
      results.add(evaluator.evaluate(subject, set, scale, chosen));
    }
    return results;
  }

  private void print(List<EvaluationResult> results) {
    PrintWriter out = spec.commandLine().getOut();
    if (format != null && format.json) {
      out.print(JsonReport.of(results));
    } else if (format != null && format.csv) {
      out.print(CsvReport.of(results));
    } else {
      out.println(results.stream().map(TextReport::of).collect(Collectors.joining("\n")));
    }
    out.flush();
  }

  private void write(List<EvaluationResult> results) {
    if (output == null) {
      return;
    }
    try {
      ReportFile.write(results, output);
    } catch (IOException e) {
      throw new OptionsException(
          Problem.cannot("write the report").at(output).got(e.toString()), e);
    }
  }
}
