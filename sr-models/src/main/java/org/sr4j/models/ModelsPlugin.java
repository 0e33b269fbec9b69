package org.sr4j.models;

import java.util.List;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngineProvider;
import org.sr4j.models.network.BuiltInModel;
import org.sr4j.models.network.dyconvsr.DyConvSr;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions;

/** The library's own networks and engines. */
public final class ModelsPlugin implements SrPlugin {

  @Override
  public String id() {
    return "sr4j-models";
  }

  @Override
  public List<ModelProvider<?>> models() {
    return List.of(
        new BuiltInModel<>(
            "dyconvsr",
            DyConvSrOptions.class,
            DyConvSrOptions.defaults(),
            DyConvSrOptions.tiny(),
            DyConvSr::new));
  }

  @Override
  public List<EngineProvider> engines() {
    return List.of(new Nd4jEngineProvider());
  }
}
