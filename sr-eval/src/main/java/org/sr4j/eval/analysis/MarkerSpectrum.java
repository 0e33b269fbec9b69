package org.sr4j.eval.analysis;

import java.util.ArrayList;
import java.util.List;
import org.sr4j.api.weights.Tensor;

/**
 * The spectrum of what passes a marker.
 *
 * @param marker {@code shallow} or {@code block.0}, ...
 * @param channels whose spectra were averaged
 */
public record MarkerSpectrum(String marker, int channels, RadialSpectrum spectrum) {

  static MarkerSpectrum of(String marker, Tensor maps, Window window) {
    int channels = Math.toIntExact(maps.shape()[1]);
    int height = Math.toIntExact(maps.shape()[2]);
    int width = Math.toIntExact(maps.shape()[3]);
    List<RadialSpectrum> spectra = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      spectra.add(
          PowerSpectrum.of(maps.data(), c * height * width, height, width, window).radial());
    }
    return new MarkerSpectrum(marker, channels, RadialSpectrum.mean(spectra));
  }
}
