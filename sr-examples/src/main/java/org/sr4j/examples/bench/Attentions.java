package org.sr4j.examples.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;

/** Table 1 of the paper of GGAS and CWSS (ICASSP 2022): the shallow EDSR x4 with attentions. */
final class Attentions {

  private static final String MODEL = "edsr-shallow";
  private static final int SCALE = 4;

  private final SuperResolution library;

  Attentions(SuperResolution library) {
    this.library = library;
  }

  /**
   * The baseline first. The paper's row "proposed" is put beside both strategies together: its
   * parameter count has room for CWSS only, see docs/benchmarks.md.
   */
  List<Variant> variants() {
    return List.of(
        attention("none", null),
        attention("CA", 0.936),
        attention("CCA", 0.426),
        attention("SA", 0.234),
        attention("ESA", 0.617),
        strategies("GGAS", null, "ggas"),
        strategies("CWSS", null, "cwss"),
        strategies("GGAS and CWSS", 0.043, "ggas", "cwss"));
  }

  private Variant attention(String name, Double published) {
    Map<String, Object> options = Map.of("attention", name.toUpperCase(Locale.ROOT));
    return variant(name, new NetworkSpec(MODEL, options, SCALE, List.of()), published);
  }

  private Variant strategies(String label, Double published, String... ids) {
    List<StrategySpec> specs = Stream.of(ids).map(id -> new StrategySpec(id, Map.of())).toList();
    return variant(label, new NetworkSpec(MODEL, Map.of(), SCALE, specs), published);
  }

  private Variant variant(String label, NetworkSpec spec, Double published) {
    return new Variant(new RegistryNetwork(library, label, spec), published);
  }
}
