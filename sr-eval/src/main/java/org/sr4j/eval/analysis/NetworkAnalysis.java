package org.sr4j.eval.analysis;

import java.util.List;

/**
 * What a network does with one picture.
 *
 * @param network what reports call it
 * @param spectra of the shallow feature and the blocks' outputs, in the order of the network
 * @param residuals in the order of the network
 */
public record NetworkAnalysis(
    String network, List<MarkerSpectrum> spectra, List<ResidualValues> residuals) {}
