package org.sr4j.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.program.onnx.OnnxWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sr export}: a network as an ONNX file. */
@Command(
    name = "export",
    description = "Writes a network with its weights as an ONNX file (opset 17).",
    footer = {
      "",
      "Height and width are free, unless the network needs to know them (--size).",
      "The file says what it is: sr upscale --weights NET.onnx needs nothing else.",
      "",
      "Examples:",
      "  sr export --model dyconvsr --scale 2 -o dyconvsr_x2.onnx",
      "  sr export --weights lesrcnn_x4.pth -o lesrcnn_x4.onnx",
      "  sr export --weights best.safetensors --dynamic-batch -o best.onnx"
    })
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private ModelOptions model;

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description = "Safetensors or a PyTorch checkpoint. Default: those that come with sr.")
  private Path weights;

  @Mixin private StrategyOption strategy;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "ONNX file to write.")
  private Path output;

  /** What is written. */
  enum Format {
    onnx
  }

  @Option(
      names = {"-f", "--format"},
      paramLabel = "ID",
      defaultValue = "onnx",
      description = "Format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--dynamic-batch",
      description =
          "Any number of pictures at once; a dynamic convolution is then written with all its"
              + " kernels, which is exact and slower.")
  private boolean dynamicBatch;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      description = "The one size of small pictures, for networks that need to know it.")
  private String size;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Terms under which the weights may be used, for the file's metadata.")
  private String licence;

  @Override
  public Integer call() {
    checkOutput();
    ResolverOptions options = model.resolverOptions(weights);
    options = strategy.isGiven() ? options.withStrategies(strategy.specs()) : options;
    Program program = SuperResolution.create().export(options, export());
    OnnxWriter.write(program, output);
    print(program);
    return ExitCode.OK;
  }

  private ProgramExport export() {
    ProgramExport export =
        ProgramExport.DEFAULT.withBatch(dynamicBatch ? BatchForm.ANY : BatchForm.SINGLE);
    export = size == null ? export : export.withSize(size(size));
    return licence == null ? export : export.with(ProgramExport.LICENCE, licence);
  }

  private static Size size(String text) {
    String[] sides = text.toLowerCase(Locale.ROOT).split("x");
    if (!text.matches("[1-9][0-9]{0,4}[xX][1-9][0-9]{0,4}")) {
      throw new OptionsException(
          Problem.cannot("read the size").got("\"" + text + "\"").expected("HxW, like 64x96"));
    }
    return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }

  private void checkOutput() {
    Path folder = output.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new OptionsException(
          Problem.cannot("write the output")
              .at(output)
              .got("no folder " + folder)
              .expected("a folder that exists"));
    }
  }

  private void print(Program program) {
    Map<String, String> said = program.metadata();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s x%s: %d operations, %d values, input %s -> %s"
            .formatted(
                said.get(Weights.MODEL),
                said.get(Weights.SCALE),
                program.operations().size(),
                program.constants().values().stream().mapToLong(t -> t.data().length).sum(),
                program.picture().shape(),
                output));
    out.flush();
  }
}
