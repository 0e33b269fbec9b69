package org.sr4j.models;

import java.util.List;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.models.engine.nd4j.Nd4jEngineProvider;
import org.sr4j.models.engine.onnx.OnnxEngineProvider;
import org.sr4j.models.engine.vector.VectorEngineProvider;
import org.sr4j.models.network.BuiltInModels;
import org.sr4j.models.strategy.BuiltInStrategies;

/** The library's own networks, strategies and engines. */
public final class ModelsPlugin implements SrPlugin {

  @Override
  public String id() {
    return "sr4j-models";
  }

  @Override
  public List<ModelProvider<?>> models() {
    return BuiltInModels.all();
  }

  @Override
  public List<StrategyProvider<?>> strategies() {
    return BuiltInStrategies.all();
  }

  @Override
  public List<EngineProvider> engines() {
    return List.of(new VectorEngineProvider(), new OnnxEngineProvider(), new Nd4jEngineProvider());
  }
}
