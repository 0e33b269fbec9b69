package org.sr4j.models.engine.onnx;

import java.util.List;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.contract.EngineContract;

/** Every network of the library, exported and run by ONNX Runtime. */
class OnnxEngineContractTest extends EngineContract {

  @Override
  protected List<SrPlugin> plugins() {
    return List.of(new ModelsPlugin());
  }

  @Override
  protected List<Engine> engines() {
    return List.of(new OnnxEngine(OnnxOptions.defaults().withThreads(1)));
  }
}
