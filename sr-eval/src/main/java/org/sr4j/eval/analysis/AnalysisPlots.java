package org.sr4j.eval.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Analyses as pictures. */
public final class AnalysisPlots {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;
  private static final float LINE = 1.5f;

  private AnalysisPlots() {}

  /**
   * Power in decibels over frequency: a line for each marker, from light to dark in their order.
   */
  public static BufferedImage spectra(NetworkAnalysis analysis) {
    XYChart chart =
        chart(
            analysis.network() + ": power spectra",
            "frequency, cycles per pixel",
            "power, dB",
            LegendPosition.OutsideE);
    List<MarkerSpectrum> spectra = analysis.spectra();
    for (int i = 0; i < spectra.size(); i++) {
      RadialSpectrum spectrum = spectra.get(i).spectrum();
      // Ring 0 is the mean, which dwarfs the rest.
      int[] rings = IntStream.range(1, spectrum.rings()).toArray();
      XYSeries series =
          chart.addSeries(
              spectra.get(i).marker(),
              IntStream.of(rings).mapToDouble(spectrum::frequency).toArray(),
              IntStream.of(rings).mapToDouble(r -> decibels(spectrum.power(r))).toArray());
      float place = spectra.size() == 1 ? 1 : (float) i / (spectra.size() - 1);
      style(series, Color.getHSBColor(0.62f - 0.62f * place, 0.8f, 0.8f), SeriesMarkers.NONE);
    }
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(0.5).setXAxisDecimalPattern("0.0##");
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static double decibels(double power) {
    return 10 * Math.log10(Math.max(power, Double.MIN_NORMAL));
  }

  /** Mean of each residual in the network's order: a line for each network. */
  public static BufferedImage residuals(List<NetworkAnalysis> analyses) {
    XYChart chart =
        chart("Residuals", "residual, in order", "mean of the values", LegendPosition.OutsideS);
    Color[] colours = {Color.BLUE, Color.RED, Color.GREEN.darker(), Color.MAGENTA, Color.BLACK};
    int used = 0;
    for (NetworkAnalysis analysis : analyses) {
      if (!analysis.residuals().isEmpty()) {
        int count = analysis.residuals().size();
        XYSeries series =
            chart.addSeries(
                analysis.network(),
                IntStream.rangeClosed(1, count).asDoubleStream().toArray(),
                analysis.residuals().stream().mapToDouble(ResidualValues::mean).toArray());
        style(series, colours[used++ % colours.length], SeriesMarkers.CIRCLE);
      }
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static void style(XYSeries series, Color colour, Marker marker) {
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setLineStyle(new BasicStroke(LINE));
    series.setMarker(marker);
  }

  private static XYChart chart(String title, String x, String y, LegendPosition legend) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setLegendPosition(legend);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(true);
    chart.getStyler().setYAxisDecimalPattern("0.###");
    return chart;
  }
}
