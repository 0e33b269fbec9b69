package org.sr4j.models.engine.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.lowering.Lowering;
import org.sr4j.models.program.pass.Optimiser;

/**
 * The inference programs of a network. Those that serve every size, and are needed to enlarge
 * pictures, are made at once, with the weights that the network has then. A network whose programs
 * serve one size has them made when the size occurs, with the weights of that moment.
 */
final class FormPrograms {

  /** Sizes whose programs are kept. */
  private static final int KEPT = 4;

  private record Key(Form form, Size size) {}

  private final InferenceNetwork network;
  private final Map<Form, PackedProgram> samples = new LinkedHashMap<>();
  private final Map<Key, PackedProgram> sized = new LinkedHashMap<>(16, 0.75f, true);

  FormPrograms(InferenceNetwork network) {
    this.network = network;
    sample(Form.WHOLE);
    if (network.descriptor().tiling() == TilingPolicy.GLOBAL_MEANS) {
      sample(Form.TILE);
    }
  }

  /** The program from which to learn names. */
  PackedProgram sample(Form form) {
    return samples.computeIfAbsent(form, f -> lower(f, smallest()));
  }

  private Size smallest() {
    ModelDescriptor descriptor = network.descriptor();
    int multiple = descriptor.sizeMultiple();
    int side = (descriptor.minSize() + multiple - 1) / multiple * multiple;
    return new Size(side, side);
  }

  /** The program that serves a picture. */
  PackedProgram of(Form form, Size size) {
    PackedProgram sample = sample(form);
    if (!sample.form().sizeSpecific()) {
      return sample;
    }
    Key key = new Key(form, size);
    PackedProgram known = sized.get(key);
    if (known == null) {
      if (sized.size() == KEPT) {
        sized.remove(sized.keySet().iterator().next());
      }
      known = lower(form, size);
      sized.put(key, known);
    }
    return known;
  }

  private PackedProgram lower(Form form, Size size) {
    GraphRequest request = new GraphRequest(BatchForm.SINGLE, form == Form.TILE, Optional.of(size));
    ProgramForm lowered = Lowering.lower(network, request);
    return new PackedProgram(
        new ProgramForm(
            Optimiser.optimise(lowered.program()), lowered.signature(), lowered.sizeSpecific()));
  }
}
