package org.sr4j.layers.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.sr4j.api.error.PluginException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrApi;
import org.sr4j.api.spi.SrPlugin;

/**
 * Finds providers by id among the plugins on the class path. A configuration read from a file knows
 * ids only, so that its reader cannot be handed a registry.
 */
final class Providers {

  private Providers() {}

  static LayerProvider<?> layer(String id) {
    return find("layer", id, SrPlugin::layers, LayerProvider::id);
  }

  static ModelProvider<?> model(String id) {
    return find("model", id, SrPlugin::models, ModelProvider::id);
  }

  static void checkScale(String id, Collection<Integer> scales, int scale) {
    if (!scales.contains(scale)) {
      throw new UnknownIdException(
          Problem.cannot("build the model").at(id).got("scale " + scale).expected(scales));
    }
  }

  private static <P> P find(
      String kind, String id, Function<SrPlugin, List<P>> offered, Function<P, String> idOf) {
    List<P> all =
        ServiceLoader.load(SrPlugin.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(plugin -> plugin.apiLevel() == SrApi.LEVEL)
            .flatMap(plugin -> offered.apply(plugin).stream())
            .toList();
    List<P> found = all.stream().filter(provider -> idOf.apply(provider).equals(id)).toList();
    if (found.isEmpty()) {
      List<String> known = all.stream().map(idOf).toList();
      throw new UnknownIdException(
          Problem.cannot("find the " + kind).got(id).advice(Suggestion.advice(id, known)));
    }
    if (found.size() > 1) {
      throw new PluginException(
          Problem.cannot("choose the " + kind)
              .at(id)
              .got(found.stream().map(p -> p.getClass().getName()).toList())
              .expected("one provider"));
    }
    return found.get(0);
  }
}
