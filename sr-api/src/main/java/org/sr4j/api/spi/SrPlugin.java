package org.sr4j.api.spi;

import java.util.List;

/**
 * A plugin: named in {@code META-INF/services/org.sr4j.api.spi.SrPlugin} and found by {@link
 * java.util.ServiceLoader}. Only {@link #id()} must be written; whatever else a plugin does not
 * offer stays empty.
 */
public interface SrPlugin {

  /** Stable id of the plugin; the prefix {@value SrApi#RESERVED_PREFIX} is reserved. */
  String id();

  /** The {@link SrApi#LEVEL} that the plugin was compiled against: return the constant. */
  default int apiLevel() {
    return SrApi.LEVEL;
  }

  default List<LayerProvider<?>> layers() {
    return List.of();
  }

  default List<ModelProvider<?>> models() {
    return List.of();
  }

  default List<StrategyProvider<?>> strategies() {
    return List.of();
  }

  default List<EngineProvider> engines() {
    return List.of();
  }
}
