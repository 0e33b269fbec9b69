package org.sr4j.models.engine.vector;

import java.util.List;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.contract.EngineContract;

/** The library's networks on the engine {@code vector}. */
class VectorContractTest extends EngineContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new ModelsPlugin());
  }

  @Override
  protected List<Engine> engines() {
    return List.of(new VectorEngine(VectorOptions.defaults().withThreads(3)));
  }
}
