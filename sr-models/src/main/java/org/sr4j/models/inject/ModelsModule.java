package org.sr4j.models.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.sr4j.models.registry.Registry;

/** Binds the registry of the plugins on the class path; everything else is made from it. */
public final class ModelsModule extends AbstractModule {

  @Provides
  @Singleton
  Registry registry() {
    return Registry.load();
  }
}
