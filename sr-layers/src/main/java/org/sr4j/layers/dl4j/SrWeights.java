package org.sr4j.layers.dl4j;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.Parameter;
import org.sr4j.layers.graph.ParameterStore;

/**
 * Weights of an {@link SrLayer} or {@link SrVertex} in a DL4J network, in and out: by state-dict
 * name, in PyTorch's layouts, buffers included.
 *
 * <pre>{@code
 * SrWeights.load(graph.getLayer("net"), weights);
 * }</pre>
 */
public final class SrWeights {

  private SrWeights() {}

  /**
   * Gives a layer the values of a file. Nothing is changed if anything does not fit.
   *
   * @param layer of an initialised network, as {@code getLayer} returns it
   * @throws org.sr4j.api.error.WeightsException listing every missing, unknown and ill-shaped
   *     tensor
   * @throws GraphException if the layer is not one of these adapters
   */
  public static void load(Layer layer, Weights weights) {
    withStore(
        adapter(layer),
        store -> {
          store.load(weights);
          each(layer, store, (view, array) -> view.assign(array));
          return null;
        });
  }

  /**
   * A copy of a layer's values, in float32.
   *
   * @throws GraphException if the layer is not one of these adapters
   */
  public static Weights copy(Layer layer, Map<String, String> metadata) {
    return withStore(
        adapter(layer),
        store -> {
          each(layer, store, (view, array) -> array.assign(view));
          return store.weights(metadata);
        });
  }

  /**
   * Gives a layer of an initialised network its initial values again.
   *
   * @param seed of the values; DL4J's random generator takes no part
   * @throws GraphException if the layer is not one of these adapters
   */
  public static void initialise(Layer layer, long seed) {
    withStore(
        adapter(layer),
        seed,
        store -> {
          each(layer, store, (view, array) -> view.assign(array));
          return null;
        });
  }

  private static BlockLayer adapter(Layer layer) {
    if (layer instanceof BlockLayer adapter) {
      return adapter;
    }
    if (layer instanceof BaseWrapperLayer wrapper) {
      return adapter(wrapper.getUnderlying());
    }
    throw new GraphException(
        Problem.cannot("find weights by state-dict name")
            .got(layer == null ? "no layer" : layer.getClass().getName())
            .expected("an SrLayer or SrVertex of an initialised network"));
  }

  /** The store that the layer's own graphs would ask for their parameters. */
  private static <T> T withStore(BlockLayer layer, Function<ParameterStore, T> use) {
    return withStore(layer, 0, use);
  }

  private static <T> T withStore(BlockLayer layer, long seed, Function<ParameterStore, T> use) {
    return OutsideWorkspaces.call(
        () -> {
          try (ParameterStore store = new ParameterStore(DataType.FLOAT, seed)) {
            layer.layerConf().block().writeAll(store);
            return use.apply(store);
          }
        });
  }

  private static void each(
      Layer layer, ParameterStore store, BiConsumer<INDArray, INDArray> viewAndArray) {
    for (Parameter parameter : store.parameters()) {
      INDArray view = layer.getParam(ParameterSlot.of(parameter).key());
      viewAndArray.accept(view, parameter.array());
    }
  }
}
