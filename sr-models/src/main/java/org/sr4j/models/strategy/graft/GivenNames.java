package org.sr4j.models.strategy.graft;

import java.util.List;
import java.util.Optional;

/**
 * Places that the user names; what is not named is looked for.
 *
 * @param shallow vertex or variable
 * @param blocks outputs of the blocks
 * @param residuals additions
 */
record GivenNames(Optional<String> shallow, List<String> blocks, List<String> residuals) {

  GivenNames {
    blocks = List.copyOf(blocks);
    residuals = List.copyOf(residuals);
  }

  static GivenNames none() {
    return new GivenNames(Optional.empty(), List.of(), List.of());
  }

  GivenNames withShallow(String name) {
    return new GivenNames(Optional.of(name), blocks, residuals);
  }

  GivenNames withBlocks(List<String> names) {
    return new GivenNames(shallow, names, residuals);
  }

  GivenNames withResiduals(List<String> names) {
    return new GivenNames(shallow, blocks, names);
  }
}
