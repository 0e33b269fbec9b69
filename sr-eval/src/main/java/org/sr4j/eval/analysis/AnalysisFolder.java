package org.sr4j.eval.analysis;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.file.AtomicFile;

/**
 * Writes analyses to a folder: {@code spectra.csv}, {@code residuals.csv}, {@code
 * spectra-NETWORK.png} for each network and {@code residuals.png} for all.
 */
public final class AnalysisFolder {

  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  /**
   * @param folder made if it is absent
   */
  public AnalysisFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @return the files written
   * @throws OptionsException if one cannot be
   */
  public List<Path> write(List<NetworkAnalysis> analyses) {
    try {
      Files.createDirectories(folder);
      text("spectra.csv", AnalysisCsv.spectra(analyses));
      text("residuals.csv", AnalysisCsv.residuals(analyses));
      for (NetworkAnalysis analysis : analyses) {
        if (!analysis.spectra().isEmpty()) {
          String name = analysis.network().replaceAll("[^A-Za-z0-9._-]", "_");
          picture("spectra-" + name + ".png", AnalysisPlots.spectra(analysis));
        }
      }
      if (analyses.stream().anyMatch(analysis -> !analysis.residuals().isEmpty())) {
        picture("residuals.png", AnalysisPlots.residuals(analyses));
      }
    } catch (IOException e) {
      throw new OptionsException(
          Problem.cannot("write the analysis").at(folder).got(e.toString()), e);
    }
    return List.copyOf(written);
  }

  private void text(String name, String text) throws IOException {
    AtomicFile.write(folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    written.add(folder.resolve(name));
  }

  private void picture(String name, BufferedImage picture) throws IOException {
    AtomicFile.write(folder.resolve(name), out -> ImageIO.write(picture, "png", out));
    written.add(folder.resolve(name));
  }
}
