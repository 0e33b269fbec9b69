package org.sr4j.examples;

import java.nio.file.Path;
import java.util.Map;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.strategy.plan.StrategyPlan;
import org.sr4j.models.weights.Safetensors;
import org.sr4j.models.weights.WeightsFiles;

/** Puts GGAS and CWSS on a trained EDSR, which goes on from its own output. */
public final class PutStrategies {

  private PutStrategies() {}

  /**
   * @param args weights of EDSR-baseline x4, and the file to write
   */
  public static void main(String[] args) {
    SuperResolution sr = SuperResolution.create();
    NetworkSpec spec =
        new NetworkSpec("edsr-baseline", 4)
            .withStrategy("ggas", Map.of("init", "identity"))
            .withStrategy("cwss", Map.of("init", "identity", "longSkip", true));
    StrategyPlan plan = new StrategyPlan.Maker(sr.networks()).of(spec);
    System.out.println(plan.host().parameters() + " -> " + plan.foldedParameters());
    try (Network network = sr.networks().create(spec, 1)) {
      network.startFrom(WeightsFiles.read(Path.of(args[0])));
      Safetensors.write(network.weights(), Path.of(args[1]));
    }
  }
}
