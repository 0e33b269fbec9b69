package org.sr4j.examples.plugin;

import java.util.List;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.contract.ModelContract;

/** The example plugin keeps what every network keeps: all that its author writes for that. */
class EspcnContractTest extends ModelContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new EspcnPlugin());
  }
}
