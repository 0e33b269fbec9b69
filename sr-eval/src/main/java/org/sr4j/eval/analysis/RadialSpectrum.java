package org.sr4j.eval.analysis;

import java.util.List;

/** Mean power by distance from frequency 0. */
public final class RadialSpectrum {

  private final double[] frequencies;
  private final double[] power;
  private final long[] counts;

  RadialSpectrum(double[] frequencies, double[] power, long[] counts) {
    this.frequencies = frequencies;
    this.power = power;
    this.counts = counts;
  }

  /** Number of rings. */
  public int rings() {
    return power.length;
  }

  /** Middle of a ring in cycles per pixel, 0 to 0.5. */
  public double frequency(int ring) {
    return frequencies[ring];
  }

  /** Mean power of a ring. */
  public double power(int ring) {
    return power[ring];
  }

  /** How many frequencies a ring holds. */
  public long count(int ring) {
    return counts[ring];
  }

  /**
   * Share of the power, without the mean's, that lies beyond a frequency.
   *
   * @param frequency in cycles per pixel
   */
  public double shareAbove(double frequency) {
    double above = 0;
    double all = 0;
    for (int ring = 1; ring < power.length; ring++) {
      double ofRing = power[ring] * counts[ring];
      all += ofRing;
      above += frequencies[ring] > frequency ? ofRing : 0;
    }
    return above / all;
  }

  /** Ring by ring the mean of spectra of planes of one size. */
  static RadialSpectrum mean(List<RadialSpectrum> spectra) {
    RadialSpectrum first = spectra.get(0);
    double[] mean = new double[first.rings()];
    for (RadialSpectrum spectrum : spectra) {
      for (int ring = 0; ring < mean.length; ring++) {
        mean[ring] += spectrum.power[ring] / spectra.size();
      }
    }
    return new RadialSpectrum(first.frequencies, mean, first.counts);
  }
}
