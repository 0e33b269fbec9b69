package org.sr4j.examples.plugin;

import java.util.List;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.contract.EngineContract;

/** The example plugin's engine keeps what every engine keeps. */
class ReferenceEngineContractTest extends EngineContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new EspcnPlugin(), new ModelsPlugin());
  }

  /** Its own; then one bicubic input, one dynamic convolution, one for each size, one of luma. */
  @Override
  protected List<String> models() {
    return List.of("espcn", "srcnn", "dyconvsr", "lmfn", "fsrcnn");
  }

  @Override
  protected List<Engine> engines() {
    return List.of(new ReferenceEngine());
  }
}
