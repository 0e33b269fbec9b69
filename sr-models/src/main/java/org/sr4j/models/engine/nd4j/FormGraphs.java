package org.sr4j.models.engine.nd4j;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;

/**
 * The inference graphs of a network, written when first asked for. A network whose graph serves one
 * size only is written anew for every size.
 */
final class FormGraphs {

  private record Key(Form form, BatchForm batch, Optional<Size> size) {}

  private final InferenceNetwork network;
  private final Map<Key, NetworkGraph> graphs = new HashMap<>();
  private boolean sizeSpecific;

  FormGraphs(InferenceNetwork network) {
    this.network = network;
  }

  /** The graph from which to learn names; of a size-specific network, for its smallest input. */
  NetworkGraph sample(Form form) {
    return sizeSpecific ? sized(form, BatchForm.SINGLE, smallest()) : free(form, BatchForm.SINGLE);
  }

  /**
   * The graph that serves an input.
   *
   * @param samples N
   * @param size H and W of the low-resolution input
   */
  NetworkGraph of(Form form, long samples, Size size) {
    BatchForm batch = samples == 1 ? BatchForm.SINGLE : BatchForm.ANY;
    if (!sizeSpecific) {
      NetworkGraph graph = free(form, batch);
      if (!sizeSpecific) {
        return graph;
      }
    }
    return sized(form, batch, size);
  }

  private NetworkGraph free(Form form, BatchForm batch) {
    try {
      return graph(new Key(form, batch, Optional.empty()));
    } catch (GraphException e) {
      NetworkGraph smallest = sized(form, batch, smallest());
      if (!smallest.sizeSpecific()) {
        throw e;
      }
      sizeSpecific = true;
      return smallest;
    }
  }

  private NetworkGraph sized(Form form, BatchForm batch, Size size) {
    return graph(new Key(form, batch, Optional.of(size)));
  }

  private NetworkGraph graph(Key key) {
    return graphs.computeIfAbsent(
        key,
        k -> {
          GraphRequest request = k.form() == Form.TILE ? GraphRequest.TILES : GraphRequest.WHOLE;
          return network.graph(new GraphRequest(k.batch(), request.externalMeans(), k.size()));
        });
  }

  /** Forgets the graphs of sizes for which no plan is kept. */
  void keepOnly(Collection<NetworkGraph> used, NetworkGraph current) {
    graphs
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().size().filter(size -> !size.equals(smallest())).isPresent()
                    && entry.getValue() != current
                    && used.stream().noneMatch(graph -> graph == entry.getValue()));
  }

  private Size smallest() {
    ModelDescriptor descriptor = network.descriptor();
    int multiple = descriptor.sizeMultiple();
    int side = (descriptor.minSize() + multiple - 1) / multiple * multiple;
    return new Size(side, side);
  }
}
