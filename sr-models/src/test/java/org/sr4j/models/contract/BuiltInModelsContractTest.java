package org.sr4j.models.contract;

import java.util.List;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.ModelsPlugin;

/** The library's own networks. */
class BuiltInModelsContractTest extends ModelContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new ModelsPlugin());
  }
}
