package org.sr4j.eval.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Analyses as comma-separated values (RFC 4180). */
public final class AnalysisCsv {

  private AnalysisCsv() {}

  /** A row for each ring of each marker; frequencies in cycles per pixel of the feature map. */
  public static String spectra(List<NetworkAnalysis> analyses) {
    return csv(
        csv -> {
          for (NetworkAnalysis analysis : analyses) {
            for (MarkerSpectrum marker : analysis.spectra()) {
              RadialSpectrum spectrum = marker.spectrum();
              for (int ring = 0; ring < spectrum.rings(); ring++) {
                csv.printRecord(
                    analysis.network(),
                    marker.marker(),
                    spectrum.frequency(ring),
                    spectrum.power(ring),
                    spectrum.count(ring));
              }
            }
          }
        },
        "network",
        "marker",
        "frequency",
        "power",
        "frequencies_in_ring");
  }

  /** A row for each residual. */
  public static String residuals(List<NetworkAnalysis> analyses) {
    return csv(
        csv -> {
          for (NetworkAnalysis analysis : analyses) {
            for (ResidualValues residual : analysis.residuals()) {
              csv.printRecord(
                  analysis.network(),
                  residual.marker(),
                  residual.mean(),
                  residual.meanAbsolute(),
                  residual.rootMeanSquare());
            }
          }
        },
        "network",
        "marker",
        "mean",
        "mean_absolute",
        "root_mean_square");
  }

  private interface Rows {
    void print(CSVPrinter csv) throws IOException;
  }

  private static String csv(Rows rows, String... header) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv =
        new CSVPrinter(text, CSVFormat.RFC4180.builder().setHeader(header).get())) {
      rows.print(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
