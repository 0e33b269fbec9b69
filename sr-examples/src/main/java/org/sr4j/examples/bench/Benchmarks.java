package org.sr4j.examples.bench;

import java.util.List;
import java.util.function.Consumer;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;

/** The benchmarks of {@code sr bench}. */
public final class Benchmarks {

  /** A report that is there in any format. */
  public interface Result {

    String in(ReportFormat format);

    /** Whether anything was measured. */
    boolean measured();
  }

  private final SuperResolution library;
  private final Rounds rounds;
  private final Consumer<String> progress;

  /**
   * @param progress gets a line before each thing that is measured
   */
  public Benchmarks(SuperResolution library, Rounds rounds, Consumer<String> progress) {
    this.library = library;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Networks by engines by sizes.
   *
   * @param networks ids; empty for all
   * @param scale a network that does not have it is measured at the next smaller one it has
   * @param engines ids; empty for all that work here
   * @param sizes sides of the low-resolution picture
   * @param fresh whether each row also starts a virtual machine
   * @throws org.sr4j.api.error.UnknownIdException for an unknown network or engine
   * @throws org.sr4j.api.error.EngineException if an engine that was asked for cannot be used here
   */
  public Result networks(
      List<String> networks, int scale, List<String> engines, List<Integer> sizes, boolean fresh) {
    List<String> ids =
        networks.isEmpty()
            ? library.registry().models().stream().map(ModelProvider::id).toList()
            : networks;
    List<RegistryNetwork> chosen =
        ids.stream().map(id -> RegistryNetwork.of(library, id, scale)).toList();
    return new Bench(Engines.of(library.registry(), engines), rounds, fresh, progress)
        .run(chosen, sizes);
  }

  /**
   * What attentions add to the shallow EDSR.
   *
   * @param engines ids; empty for the one that {@code auto} takes
   */
  public Result attentions(List<String> engines, List<Integer> sizes) {
    List<String> ids = engines.isEmpty() ? List.of(ResolverOptions.AUTO) : engines;
    return new AttentionBench(library, Engines.of(library.registry(), ids), rounds, progress)
        .run(sizes);
  }
}
