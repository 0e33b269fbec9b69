package org.sr4j.models.network.slwsr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sr4j.models.network.slwsr.SLwsrOptions.Compression;

/** The blocks of an s-LWSR in their order, by the names that the released code gives them. */
final class BlockTable {

  /** The blocks whose ReLU the released code marks to keep. */
  private static final Set<String> HALF =
      Set.of(
          "feat2_3",
          "feat3_3",
          "feat4_1",
          "feat4_3",
          "feat5_1",
          "feat5_3",
          "feat6_1",
          "feat6_2",
          "feat7_1",
          "feat8_1",
          "feat9_1",
          "feat10_1");

  private final SLwsrOptions options;
  private final List<String> names = new ArrayList<>();
  private final int extractorBlocks;

  BlockTable(SLwsrOptions options) {
    this.options = options;
    for (int level = 2; level < 2 + options.levels(); level++) {
      names.add("feat" + level + "_1");
      names.add("feat" + level + "_2");
      names.add("feat" + level + "_3");
    }
    if (options.levels() == 4) {
      names.add("feat6_1");
      names.add("feat6_2");
    }
    extractorBlocks = names.size();
    for (int level = 7; level < 7 + options.levels(); level++) {
      names.add("feat" + level + "_1");
      names.add("feat" + level + "_2");
      names.add("conv" + level);
    }
  }

  int size() {
    return names.size();
  }

  int indexOf(String name) {
    return names.indexOf(name);
  }

  ResidualBranch branch(String name) {
    return new ResidualBranch(
        options.features(),
        isActive(name),
        isCompressed(name),
        !options.preActivation(),
        options.residualScale());
  }

  boolean isActive(String name) {
    int index = indexOf(name);
    return switch (options.activations()) {
      case ALL -> true;
      case HALF -> HALF.contains(name);
      case THIRD -> index % 3 == 0;
      case TWO_THIRDS -> index % 3 != 0;
      case RARE -> index == 0 || index == names.size() - 1;
    };
  }

  private boolean isCompressed(String name) {
    boolean inExtractor = indexOf(name) < extractorBlocks;
    return options.compression() == Compression.ALL
        || options.compression() == (inExtractor ? Compression.EXTRACTOR : Compression.FUSION);
  }
}
