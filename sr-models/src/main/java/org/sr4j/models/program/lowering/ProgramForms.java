package org.sr4j.models.program.lowering;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;

/**
 * The programs of a network that its sessions need: lowered when first asked for, and kept. A
 * network whose program serves one size only is lowered anew for every size, of which the last few
 * are kept. Not thread-safe.
 *
 * @param <T> what an engine makes of a program
 */
public final class ProgramForms<T> {

  private static final int KEPT = 8;

  private record Key(Form form, BatchForm batch, Optional<Size> size) {}

  private record Ready<T>(ProgramForm form, T made) {}

  private final InferenceNetwork network;
  private final UnaryOperator<Program> optimiser;
  private final Function<ProgramForm, T> maker;
  private final Map<Key, Ready<T>> forms =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Ready<T>> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param optimiser what every program is put through once
   * @param maker makes what the engine runs, once for each program
   */
  public ProgramForms(
      InferenceNetwork network, UnaryOperator<Program> optimiser, Function<ProgramForm, T> maker) {
    this.network = network;
    this.optimiser = optimiser;
    this.maker = maker;
  }

  /** Names by which the network is run, the same for every size. */
  public Signature signature(Form form) {
    return form(form, BatchForm.SINGLE, smallest()).form().signature();
  }

  /** Of the program from which to learn names; of a size-specific network, its smallest input's. */
  public T sample(Form form) {
    return form(form, BatchForm.SINGLE, smallest()).made();
  }

  /**
   * Of the program that serves an input.
   *
   * @param samples N
   * @param size H and W of the low-resolution input
   * @throws GraphException if the network cannot be lowered, naming the operation
   */
  public T of(Form form, long samples, Size size) {
    Ready<T> any = form(form, BatchForm.SINGLE, size);
    boolean single = any.form().program().picture().shape().get(0) == 1;
    return (samples == 1 || !single ? any : form(form, BatchForm.ANY, size)).made();
  }

  private Ready<T> form(Form form, BatchForm batch, Size size) {
    Ready<T> free = forms.get(new Key(form, batch, Optional.empty()));
    if (free != null) {
      return free;
    }
    Ready<T> sized = forms.get(new Key(form, batch, Optional.of(size)));
    if (sized != null) {
      return sized;
    }
    GraphRequest request = new GraphRequest(batch, form == Form.TILE, Optional.of(size));
    ProgramForm lowered = Lowering.lower(network, request);
    ProgramForm optimised =
        new ProgramForm(
            optimiser.apply(lowered.program()), lowered.signature(), lowered.sizeSpecific());
    Ready<T> ready = new Ready<>(optimised, maker.apply(optimised));
    forms.put(
        new Key(form, batch, lowered.sizeSpecific() ? Optional.of(size) : Optional.empty()), ready);
    return ready;
  }

  private Size smallest() {
    ModelDescriptor descriptor = network.descriptor();
    int multiple = descriptor.sizeMultiple();
    int side = (descriptor.minSize() + multiple - 1) / multiple * multiple;
    return new Size(side, side);
  }
}
