package org.sr4j.api.engine;

import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.NetworkGraph.GlobalMean;
import org.sr4j.api.graph.InputTransform;

/**
 * Names by which a network is run, whatever it is written in.
 *
 * @param inputs names by what the host puts there; the first is the picture
 * @param output name of the enlarged picture
 * @param globalMeans global means that are inputs rather than computed, in the order in which they
 *     can be computed; empty for the form that pools by itself
 * @param taps marker name to output name: {@code shallow}, {@code block.0}, {@code residual.x};
 *     empty where an engine keeps no intermediate results
 */
public record Signature(
    Map<String, InputTransform> inputs,
    String output,
    List<GlobalMean> globalMeans,
    Map<String, String> taps) {}
