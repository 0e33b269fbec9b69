package org.sr4j.examples.cli;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.Locale;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.models.complexity.Complexity;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.weights.EmbeddedWeights;

/**
 * A network with its paper's options, as {@code sr models} shows it.
 *
 * @param colour channels that it reads and writes
 * @param whitest value of a white sample
 * @param sizeMultiple height and width are padded to multiples of this
 * @param receptiveRadius input pixels around a pixel that its result depends on
 * @param tiling whether enlarging in tiles is exact
 * @param options JSON object of the options' defaults
 * @param scales what it can be built for
 */
record ModelEntry(
    String id,
    String title,
    String colour,
    int whitest,
    int sizeMultiple,
    int minSize,
    int receptiveRadius,
    String tiling,
    String paper,
    String link,
    @JsonRawValue String options,
    List<AtScale> scales) {

  /**
   * A network at one scale; counts as in {@link Complexity}.
   *
   * @param weights whether weights come with the library
   */
  record AtScale(
      int scale,
      long parameters,
      long multiAdds,
      long activations,
      long peakBytes,
      int convolutions,
      boolean weights) {

    private static AtScale of(String id, Model model, int scale) {
      Complexity complexity = Complexity.of(model, scale);
      return new AtScale(
          scale,
          complexity.parameters(),
          complexity.multiAdds(),
          complexity.activations(),
          complexity.peakBytes(),
          complexity.convolutions(),
          EmbeddedWeights.find().entry(id, scale).isPresent());
    }
  }

  static <O extends Record> ModelEntry of(ModelProvider<O> provider) {
    Model model = provider.create(provider.defaults());
    ModelDescriptor descriptor = model.descriptor();
    return new ModelEntry(
        provider.id(),
        descriptor.title(),
        descriptor.colour().name(),
        (int) descriptor.range().max(),
        descriptor.sizeMultiple(),
        descriptor.minSize(),
        descriptor.receptiveRadius(),
        descriptor.tiling().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        descriptor.paper().citation(),
        descriptor.paper().link(),
        OptionsBinder.toJson(provider.defaults()),
        descriptor.scales().stream().map(s -> AtScale.of(provider.id(), model, s)).toList());
  }
}
