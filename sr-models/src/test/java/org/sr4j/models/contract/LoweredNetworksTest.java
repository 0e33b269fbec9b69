package org.sr4j.models.contract;

import java.util.List;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.program.pass.Optimiser;

/** The library's networks as inference programs, lowered and optimised. */
class LoweredNetworksTest extends EngineContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new ModelsPlugin());
  }

  @Override
  protected List<Engine> engines() {
    return List.of(new InterpreterEngine(Optimiser::optimise));
  }
}
