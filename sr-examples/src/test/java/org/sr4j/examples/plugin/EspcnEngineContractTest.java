package org.sr4j.examples.plugin;

import java.util.List;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.contract.EngineContract;

/** The example plugin's network gives the same on every engine that works here. */
class EspcnEngineContractTest extends EngineContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new EspcnPlugin());
  }
}
