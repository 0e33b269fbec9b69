package org.sr4j.examples.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.WeightsFiles;

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

  /** Networks of the registry; all of them if there are no ids. */
  public List<NetworkChoice> registered(List<String> ids, int scale) {
    List<String> wanted =
        ids.isEmpty() ? library.registry().models().stream().map(ModelProvider::id).toList() : ids;
    return wanted.stream()
        .<NetworkChoice>map(id -> RegistryNetwork.of(library, id, scale))
        .toList();
  }

  /** Networks that files of weights are of, by label. */
  public List<NetworkChoice> ofWeights(Map<String, Path> files) {
    ModelDetector detector = new ModelDetector(library.registry());
    List<NetworkChoice> networks = new ArrayList<>();
    files.forEach(
        (label, file) -> {
          NetworkSpec spec =
              detector.detect(WeightsFiles.read(file), file.toString(), ModelHint.none());
          networks.add(new RegistryNetwork(library, label, spec));
        });
    return networks;
  }

  /** Networks in ONNX files, by label. */
  public List<NetworkChoice> ofOnnx(Map<String, Path> files) {
    List<NetworkChoice> networks = new ArrayList<>();
    files.forEach((label, file) -> networks.add(new OnnxFile(label, file)));
    return networks;
  }

  /**
   * Engines in turn, for each network and size.
   *
   * @param engines ids; empty for all that work here
   * @param sizes sides of the low-resolution picture
   * @param fresh whether each row also starts a virtual machine
   * @throws org.sr4j.api.error.UnknownIdException for an unknown engine
   * @throws org.sr4j.api.error.EngineException if an engine that was asked for cannot be used here
   */
  public Result engines(
      List<NetworkChoice> networks, List<String> engines, List<Integer> sizes, boolean fresh) {
    return new Bench(Engines.of(library.registry(), engines), rounds, fresh, progress)
        .run(networks, sizes);
  }

  /**
   * Networks in turn, for each engine and size; the first is what others are compared with.
   *
   * @param engines ids; empty for the one that {@code auto} takes
   */
  public Result compared(List<NetworkChoice> networks, List<String> engines, List<Integer> sizes) {
    return compare(networks.stream().map(Variant::new).toList(), engines, sizes);
  }

  /** What attentions add to the shallow EDSR. */
  public Result attentions(List<String> engines, List<Integer> sizes) {
    return compare(new Attentions(library).variants(), engines, sizes);
  }

  private Result compare(List<Variant> variants, List<String> engines, List<Integer> sizes) {
    List<String> ids = engines.isEmpty() ? List.of(ResolverOptions.AUTO) : engines;
    return new ComparisonBench(Engines.of(library.registry(), ids), rounds, progress)
        .run(variants, sizes);
  }

  /**
   * The steps of each network and size on engine vector.
   *
   * @throws org.sr4j.api.error.EngineException if it cannot be used here
   */
  public Result layers(List<NetworkChoice> networks, List<Integer> sizes) {
    Engines engines = Engines.of(library.registry(), List.of(LayerBench.ENGINE));
    return new LayerBench(engines.available().get(0), rounds, progress).run(networks, sizes);
  }
}
