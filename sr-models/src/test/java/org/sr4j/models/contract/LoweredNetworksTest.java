package org.sr4j.models.contract;

import java.util.List;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.ModelsPlugin;

/** The library's networks as inference programs, as they are lowered. */
class LoweredNetworksTest extends EngineContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new ModelsPlugin());
  }

  @Override
  protected List<Engine> engines() {
    return List.of(new InterpreterEngine(program -> program));
  }
}
