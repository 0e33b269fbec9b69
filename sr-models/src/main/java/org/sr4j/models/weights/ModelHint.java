package org.sr4j.models.weights;

import java.util.Optional;
import java.util.OptionalInt;
import org.sr4j.models.network.NetworkSpec;

/**
 * What somebody knows already of weights whose network is sought.
 *
 * @param model id of the model, if known
 * @param scale factor, if known
 */
public record ModelHint(Optional<String> model, OptionalInt scale) {

  /** Nothing is known. */
  public static ModelHint none() {
    return new ModelHint(Optional.empty(), OptionalInt.empty());
  }

  boolean allows(NetworkSpec spec) {
    return model.map(spec.model()::equals).orElse(true)
        && (scale.isEmpty() || scale.getAsInt() == spec.scale());
  }

  @Override
  public String toString() {
    String factor = scale.isEmpty() ? "" : "x" + scale.getAsInt();
    return model.map(id -> (id + " " + factor).strip()).orElse(factor);
  }
}
