package org.sr4j.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.analysis.AnalysisFolder;
import org.sr4j.eval.analysis.MarkerSpectrum;
import org.sr4j.eval.analysis.NetworkAnalyser;
import org.sr4j.eval.analysis.NetworkAnalysis;
import org.sr4j.eval.analysis.Window;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.network.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sr analyse}: spectra and residuals inside networks. */
@Command(
    name = "analyse",
    description = {
      "Shows what networks do inside with one picture: the power spectrum of each block's",
      "output, and the mean of each residual. Writes tables and plots to a folder."
    },
    footer = {
      "",
      "docs/analysis.md has the definitions and docs/networks.md what networks mark.",
      "",
      "Examples:",
      "  sr analyse babyx4.png --weights IMDN_x4.pth -o analysis",
      "  sr analyse baby.png --reduce --weights carn_m.pth --scale 4 -o analysis",
      "  sr analyse butterflyx4.png -w a.safetensors -w b.safetensors -o out"
    })
final class AnalyseCommand implements Callable<Integer> {

  /** Half of the highest frequency that a map can hold, in cycles per pixel. */
  private static final double FINE = 0.25;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "PICTURE", description = "Picture to enlarge.")
  private Path picture;

  @Option(
      names = "--reduce",
      description = "Reduce the picture by the scale first, by MATLAB's bicubic.")
  private boolean reduce;

  @Option(
      names = {"-w", "--weights"},
      required = true,
      paramLabel = "FILE",
      description = "Weights: safetensors, or a PyTorch checkpoint. Repeat it to compare networks.")
  private List<Path> weights;

  @Mixin private ModelOptions model;

  @Option(
      names = {"-e", "--engine"},
      paramLabel = "ID",
      defaultValue = "nd4j",
      description =
          "Engine; it must keep what passes a network's markers. Default: ${DEFAULT-VALUE}.")
  private String engine;

  @Option(
      names = "--window",
      paramLabel = "NAME",
      defaultValue = "none",
      description = "What maps are multiplied with first: none or hann. Default: ${DEFAULT-VALUE}.")
  private Window window;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the tables and plots.")
  private Path output;

  @Override
  public Integer call() {
    Pixels pixels = ImageFiles.read(picture);
    SuperResolution library = SuperResolution.create();
    Engine chosen = new EngineSelector(library.registry()).select(engine);
    NetworkAnalyser analyser = new NetworkAnalyser(chosen, window);
    List<NetworkAnalysis> analyses = new ArrayList<>();
    for (Map.Entry<String, Path> file : WeightsLabels.of(weights).entrySet()) {
      try (Network network = WeightsNetwork.open(library, file.getValue(), model.hint())) {
        Pixels lowRes =
            reduce
                ? Bicubic.MATLAB.down(pixels.cropToMultiple(network.scale()), network.scale())
                : pixels;
        analyses.add(analyser.analyse(file.getKey(), network, lowRes));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    table(analyses).lines().forEach(out::println);
    out.println();
    new AnalysisFolder(output).write(analyses).forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  /** What the spectra come to: how much of what varies is fine detail. */
  private static TextTable table(List<NetworkAnalysis> analyses) {
    TextTable table = new TextTable("NETWORK", "MARKER", "POWER ABOVE 1/4 CYCLE PER PIXEL");
    for (NetworkAnalysis analysis : analyses) {
      for (MarkerSpectrum marker : analysis.spectra()) {
        double share = marker.spectrum().shareAbove(FINE);
        table.row(
            analysis.network(),
            marker.marker(),
            String.format(Locale.ROOT, "%.1f %%", 100 * share));
      }
    }
    return table;
  }
}
