package org.sr4j.models.strategy.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.layers.graph.GraphBuilder;

/** Hooks of one strategy, and notes of what they do. */
final class AttachmentNotes implements Hooks {

  private final Hooks hooks;
  private final RequestedParameters requested;
  private final List<Place> places = new ArrayList<>();

  private AttachmentNotes(Hooks hooks, RequestedParameters requested) {
    this.hooks = hooks;
    this.requested = requested;
  }

  /** Notes by strategy, of a training graph that is written and dropped. */
  static Map<String, AttachmentNotes> of(Model model, int scale, Map<String, Strategy> strategies) {
    Map<String, AttachmentNotes> notes = new LinkedHashMap<>();
    try (RequestedParameters requested = new RequestedParameters()) {
      Map<String, Strategy> noted = new LinkedHashMap<>();
      strategies.forEach(
          (id, strategy) ->
              noted.put(
                  id,
                  scope -> {
                    AttachmentNotes own = new AttachmentNotes(strategy.open(scope), requested);
                    notes.put(id, own);
                    return own;
                  }));
      new GraphBuilder(requested)
          .phase(Phase.TRAINING)
          .scale(scale)
          .strategies(noted)
          .lowRes(smallest(model.descriptor()))
          .build(model);
    }
    return notes;
  }

  private static Size smallest(ModelDescriptor descriptor) {
    int multiple = descriptor.sizeMultiple();
    int side = (descriptor.minSize() + multiple - 1) / multiple * multiple;
    return new Size(side, side);
  }

  List<Place> places() {
    return places;
  }

  @Override
  public Feature onShallow(Feature f0) {
    return noted("shallow", f0, hooks::onShallow);
  }

  @Override
  public Feature onBlock(int index, Feature out) {
    return noted("block " + index, out, f -> hooks.onBlock(index, f));
  }

  @Override
  public Feature onResidualInput(String name, Feature x) {
    return noted("residual " + name, x, f -> hooks.onResidualInput(name, f));
  }

  @Override
  public Feature onLongSkipInput(Feature x) {
    return noted("long skip", x, hooks::onLongSkipInput);
  }

  @Override
  public void onEnd() {
    hooks.onEnd();
  }

  @Override
  public int widening() {
    return hooks.widening();
  }

  private Feature noted(String marker, Feature in, UnaryOperator<Feature> hook) {
    int before = requested.trainable().size();
    Feature out = hook.apply(in);
    List<String> all = requested.trainable();
    boolean changed = !out.variable().name().equals(in.variable().name());
    if (changed || all.size() > before) {
      places.add(
          new Place(
              marker,
              in.channels(),
              in.resolution().toString(),
              changed,
              all.subList(before, all.size())));
    }
    return out;
  }
}
