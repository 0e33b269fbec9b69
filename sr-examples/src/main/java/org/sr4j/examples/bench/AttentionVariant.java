package org.sr4j.examples.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;

/**
 * A row of the table of attentions: the shallow EDSR with one of them, x4.
 *
 * @param label what the table calls it
 * @param published inference time more than the baseline's in table 1 of the paper of GGAS and CWSS
 *     (ICASSP 2022), as a share; null where it has no such row
 */
record AttentionVariant(String label, NetworkSpec network, Double published) {

  private static final String MODEL = "edsr-shallow";
  private static final int SCALE = 4;

  /**
   * The baseline first. The paper's row "proposed" is put beside both strategies together: its
   * parameter count has room for CWSS only, see docs/benchmarks.md.
   */
  static List<AttentionVariant> all() {
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

  private static AttentionVariant attention(String name, Double published) {
    Map<String, Object> options = Map.of("attention", name.toUpperCase(Locale.ROOT));
    return new AttentionVariant(name, new NetworkSpec(MODEL, options, SCALE, List.of()), published);
  }

  private static AttentionVariant strategies(String label, Double published, String... ids) {
    List<StrategySpec> specs = Stream.of(ids).map(id -> new StrategySpec(id, Map.of())).toList();
    return new AttentionVariant(label, new NetworkSpec(MODEL, Map.of(), SCALE, specs), published);
  }
}
